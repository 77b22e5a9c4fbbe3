package io.jackfield.simulator.internal.pbx;

import java.util.List;

/**
 * How the PBX shows itself.
 *
 * @param timestampEvents whether events carry the time they were raised
 * @param cdrEvents whether calls leave Cdr events
 * @param sounds what can be played
 * @param channelVariables names of the channel variables that events and lists show
 */
public record PbxSettings(boolean timestampEvents, boolean cdrEvents, Sounds sounds, List<String> channelVariables) {

    public static final String AMI_VERSION = "11.0.0";
    public static final String ASTERISK_VERSION = "22.10.1";

    public PbxSettings {
        channelVariables = List.copyOf(channelVariables);
    }
}
