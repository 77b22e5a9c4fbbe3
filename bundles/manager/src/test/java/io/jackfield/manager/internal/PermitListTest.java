package io.jackfield.manager.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jackfield.manager.ActionNotPermittedException;
import io.jackfield.manager.ManagerAction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused unless it is permitted, and what is not mistaken for it. */
class PermitListTest extends ConnectionScene {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Command; Command",
                "cOmMaNd|Command=core show version; Command",
                "UPDATECONFIG|SrcFilename=manager.conf; UpdateConfig",
                "CreateConfig; CreateConfig",
                "GetConfig|Filename=manager.conf; GetConfig",
                "getconfigjson; GetConfigJSON",
                "ModuleLoad|LoadType=load; ModuleLoad",
                "DialplanExtensionAdd; DialplanExtensionAdd",
                "Originate|Application=System; Originate:System",
                "originate|APPLICATION=sYsTeM; Originate:sYsTeM",
                "Originate|Application=TrySystem; Originate:TrySystem",
                "Originate|Application=  System  ; Originate:System",
                "Originate|Application=System|Application=Wait; Originate:System",
                "Originate|Application=EAGI|Data=x; Originate:EAGI",
                "Originate|Application=ExecIf; Originate:ExecIf",
                "Originate|Application=MixMonitor; Originate:MixMonitor",
                "Originate|Application=Queue|Data=sales,t,,,30,script.agi; Originate:Queue",
                "Originate|Application= queue |Data=sales,,,,,,after,rule; Originate:queue",
                "Originate|Application=Queue|Data=\"a,b\",,,,,,x.agi; Originate:Queue",
                "Originate|Application=Playback|Data=${SHELL(id)}; Originate:SHELL",
                "Originate|Exten=1|Variable=X=${shell (id)}; Originate:SHELL",
                "Originate|Exten=1|Variable=A=1|Variable=FILE(/etc/passwd)=x; Originate:FILE",
                "Originate|Channel=Local/${EVAL(x)}@y; Originate:EVAL",
                "Getvar|Variable=SHELL(rm -rf x); Getvar:SHELL",
                "gEtVaR|Variable=${${CURL\t(http://x)}}; gEtVaR:CURL",
                "Setvar|Variable=ODBC_ANYTHING(1)|Value=2; Setvar:ODBC_ANYTHING",
                "Setvar|Variable=X|Value=${REALTIME_STORE(a,b)}; Setvar:REALTIME_STORE",
                "Status|Variables=NAME,SHELL(id); Status:SHELL",
                "Originate|Exten=1|Variable=FI\\LE(/tmp/x)=y; Originate:FILE",
                "Originate|Exten=1|Variable=A=1,\"FI\"LE(/tmp/x)=y; Originate:FILE",
                "Originate|Application=MSet|Data=A=1,SH\\ELL(id)=y; Originate:SHELL",
                "Originate|Application=\u0001Queue|Data=sales,,,,,x.agi; Originate:Queue",
                "Originate|Exten=1|Variable=__MONITOR_EXEC=rm; Originate:MONITOR_EXEC",
                "Getvar|Variable=AST_CONFIG(manager.conf,admin,secret); Getvar:AST_CONFIG",
                "Getvar|Variable=EVAL_EXTEN(a,b,1); Getvar:EVAL_EXTEN",
                "Getvar|Variable=FILE_COUNT_LINE(/etc/passwd); Getvar:FILE_COUNT_LINE",
                "Setvar|Channel=c|Variable=MONITOR_EXEC|Value=rm; Setvar:MONITOR_EXEC",
                "Setvar|Channel=c|Variable=monitor_exec_args|Value=x; Setvar:MONITOR_EXEC_ARGS",
                "MixMonitor|Channel=c|File=f|command=rm x; MixMonitor:Command",
                "MixMonitor|Channel=c|File=f.wav,,rm x; MixMonitor:Command",
                "MixMonitor|Channel=c|File=f.wav|OPTIONS=b,rm x; MixMonitor:Command",
                "confbridgestartrecord|Conference=1|RecordFile=f.wav,,rm x; ConfbridgeStartRecord:Command",
                "Monitor|Channel=c|File=$(rm x)|Mix=true; Monitor:Command",
                "ChangeMonitor|Channel=c|File=x`rm x`; Monitor:Command",
                "AGI|Command=EXEC System id; AGI:System",
                "agi|Command=  exec\t\"system\" id; AGI:system",
                "AGI|Command=\"EXEC\" TrySystem id; AGI:TrySystem",
                "AGI|Command=EXEC D\\eadAGI x; AGI:DeadAGI",
                "AGI|Command=EXEC Queue \"sales,,,,,x.agi\"; AGI:Queue",
                "AGI|Command=GET FULL VARIABLE ${SHELL(id)}; AGI:SHELL",
                "AGI|Command=SET VARIABLE \"FI\\LE(/tmp/x)\" y; AGI:FILE",
            })
    void aRiskyActionIsRefusedAndSaysWhichPermissionItNeeds(String spec, String permission) {
        PermitList nothing = new PermitList("pbx1", List.of());

        assertThatThrownBy(() -> nothing.check(action(spec)))
                .isInstanceOf(ActionNotPermittedException.class)
                .hasMessageStartingWith("pbx1: " + permission + " is not permitted")
                .hasMessageEndingWith("permit = " + permission);
        assertThatCode(() -> new PermitList("pbx1", List.of(permission)).check(action(spec)))
                .as("doing what the message says")
                .doesNotThrowAnyException();
        assertThatCode(() -> new PermitList("pbx1", List.of("*")).check(action(spec)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Commands",
                "GetConfigs",
                "Ping|Command=EXEC System id",
                "Originate|Channel=PJSIP/system|Exten=1",
                "Originate|Application=Playback|Data=system",
                "Originate|Application=Queue|Data=sales,t,,,30,, ,",
                "Originate|Application=Queue|Data=sales",
                "AGI|Command=EXEC Queue sales,t",
                "Originate|Exten=1|Variable=SHELL=1",
                "Originate|Exten=1|Variable=X=PROFILE(1)",
                "Originate|Exten=1|Variable=X=a shell",
                "Getvar|Variable=CHANNEL(state)",
                "Getvar|Variable=SHELLS(x)",
                "Getvar|Variable=MYFILE(x)",
                "Setvar|Variable=FILENAME|Value=a(b)",
                "MixMonitor|Channel=c|File=f|Options=b",
                "ConfbridgeStartRecord|Conference=1|RecordFile=/tmp/f.wav",
                "Monitor|Channel=c|File=/tmp/a b-1|Mix=true",
                "Setvar|Variable=XMONITOR_EXEC|Value=1",
                "AGI|Command=STREAM FILE system \"\"",
                "AGI|Command=EXEC Playback system",
                "AGI|Command=EXEC",
                "UserEvent|UserEvent=SHELL(id)",
            })
    void whatOnlyLooksLikeItPasses(String spec) {
        PermitList nothing = new PermitList("pbx1", List.of());

        assertThatCode(() -> nothing.check(action(spec))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Command; Command; true",
                "command; COMMAND; true",
                "Comm*; Command; true",
                "Get?onfig; GetConfig; true",
                "Get?onfig; GetConfigJSON; false",
                "Comman; Command; false",
                "Originate; Originate|Application=System; false",
                "Originate:*; Originate|Application=System; true",
                "Originate:*; Getvar|Variable=SHELL(id); false",
                "originate:system; Originate|Application=SYSTEM; true",
                "Originate:System; Originate|Application=TrySystem; false",
                "Originate:MixMonitor; Originate|Application=MixMonitor|Data=x,,${SHELL(id)}; false",
                "Originate:SHELL; Originate|Exten=1|Variable=A=${SHELL(x)}${FILE(y)}; false",
                "AGI:System; AGI|Command=EXEC System ${CURL(x)}; false",
                "*:SHELL; Getvar|Variable=SHELL(id); true",
                "Getvar:SHELL; Setvar|Variable=SHELL(id)|Value=1; false",
            })
    void aPermissionPermitsWhatItNamesAndNothingElse(String permitted, String spec, boolean passes) {
        PermitList list = new PermitList("pbx1", List.of("Nothing", permitted));

        if (passes) {
            assertThatCode(() -> list.check(action(spec))).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> list.check(action(spec))).isInstanceOf(ActionNotPermittedException.class);
        }
    }

    @Test
    void whatIsRefusedIsNeverWrittenByWhicheverWayItIsAskedFor() {
        start();
        ManagerAction system = action("Originate|Application=System|Data=hunter2-is-secret");

        assertThat(problemOf(connection.send(system))).isInstanceOf(ActionNotPermittedException.class);
        assertThat(problemOf(connection.collect(system))).isInstanceOf(ActionNotPermittedException.class);
        assertThat(problemOf(connection.originate(system))).isInstanceOf(ActionNotPermittedException.class);
        time.run();
        assertThat(pbx.line().names()).containsExactly("Challenge", "Login");
        assertThat(connection.stats().pendingActions()).isZero();
    }

    @Test
    void whatTheConnectionPermitsIsWritten() {
        connection = permitting("Command");
        start();
        connection.send(ManagerAction.of("Command").with("Command", "core show uptime"));
        time.run();

        assertThat(pbx.line().names()).endsWith("Command");
        assertThat(problemOf(connection.send(ManagerAction.of("ModuleLoad"))))
                .isInstanceOf(ActionNotPermittedException.class);
    }

    @Test
    void noPermissionGivesAwayTheLoginThatOthersShare() {
        connection = permitting("*");
        start();

        assertThat(problemOf(connection.send(ManagerAction.of("LOGOFF")))).isInstanceOf(IllegalArgumentException.class);
        assertThat(problemOf(connection.send(ManagerAction.of("WaitEvent"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** {@code Name|Header=value|Header=value}. */
    private static ManagerAction action(String spec) {
        String[] parts = spec.split("\\|");
        ManagerAction action = ManagerAction.of(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            action = action.with(parts[i].substring(0, equals), parts[i].substring(equals + 1));
        }
        return action;
    }
}
