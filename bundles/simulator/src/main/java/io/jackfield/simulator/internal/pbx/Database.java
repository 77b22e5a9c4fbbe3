package io.jackfield.simulator.internal.pbx;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The PBX's small database: families of keys, each entry addressed as {@code /family/key}. */
public final class Database {

    private final SortedMap<String, String> entries = new TreeMap<>();

    public void put(String family, String key, String value) {
        entries.put(path(family, key), value);
    }

    public Optional<String> get(String family, String key) {
        return Optional.ofNullable(entries.get(path(family, key)));
    }

    public boolean delete(String family, String key) {
        return entries.remove(path(family, key)) != null;
    }

    /** The entries below a family, or below a family and key; with "" for both, all. */
    public Map<String, String> tree(String family, String key) {
        if (family.isEmpty()) {
            return new TreeMap<>(entries);
        }
        String root = key.isEmpty() ? "/" + family : path(family, key);
        SortedMap<String, String> found = new TreeMap<>();
        entries.forEach((path, value) -> {
            if (path.equals(root) || path.startsWith(root + "/")) {
                found.put(path, value);
            }
        });
        return found;
    }

    public int deleteTree(String family, String key) {
        Map<String, String> doomed = tree(family, key);
        doomed.keySet().forEach(entries::remove);
        return doomed.size();
    }

    private static String path(String family, String key) {
        return "/" + family + "/" + key;
    }
}
