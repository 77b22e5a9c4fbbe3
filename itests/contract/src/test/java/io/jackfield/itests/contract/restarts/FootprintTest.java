package io.jackfield.itests.contract.restarts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FootprintTest {
    @Test
    void aThreadThatIsThereAllTheTimeCountsAndAnIdleOneOfACachedPoolDoesNot() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService cached = Executors.newCachedThreadPool(task -> new Thread(task, "cached"));
        ExecutorService fixed = Executors.newFixedThreadPool(1, task -> new Thread(task, "fixed"));
        try {
            cached.submit(() -> {}).get();
            fixed.submit(() -> {}).get();
            assertThat(Footprint.now().threads()).contains("fixed").doesNotContain("cached");

            cached.submit(() -> {
                working.countDown();
                return release.await(1, TimeUnit.MINUTES);
            });
            assertThat(working.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(Footprint.now().threads()).contains("fixed", "cached");
        } finally {
            release.countDown();
            cached.shutdown();
            fixed.shutdown();
        }
        assertThat(cached.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        assertThat(fixed.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsHeldIsInTheHeapAndWhatIsNotIsNot() {
        Footprint before = Footprint.now();
        byte[] held = new byte[8 * 1024 * 1024];
        assertThat(Footprint.now().heapBytes() - before.heapBytes()).isGreaterThan(held.length / 2);

        held = null;
        assertThat(Footprint.now().heapBytes() - before.heapBytes()).isLessThan(4 * 1024 * 1024);
    }
}
