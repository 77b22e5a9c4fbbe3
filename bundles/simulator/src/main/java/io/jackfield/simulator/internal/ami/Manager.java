package io.jackfield.simulator.internal.ami;

import io.jackfield.simulator.internal.agi.AsyncAgi;
import io.jackfield.simulator.internal.ami.actions.AgiActions;
import io.jackfield.simulator.internal.ami.actions.BridgeActions;
import io.jackfield.simulator.internal.ami.actions.ChannelActions;
import io.jackfield.simulator.internal.ami.actions.CommandAction;
import io.jackfield.simulator.internal.ami.actions.ConferenceActions;
import io.jackfield.simulator.internal.ami.actions.CoreActions;
import io.jackfield.simulator.internal.ami.actions.DatabaseActions;
import io.jackfield.simulator.internal.ami.actions.DigitActions;
import io.jackfield.simulator.internal.ami.actions.FaxActions;
import io.jackfield.simulator.internal.ami.actions.OriginateAction;
import io.jackfield.simulator.internal.ami.actions.ParkingActions;
import io.jackfield.simulator.internal.ami.actions.QueueActions;
import io.jackfield.simulator.internal.ami.actions.SessionActions;
import io.jackfield.simulator.internal.ami.actions.StateActions;
import io.jackfield.simulator.internal.ami.actions.StatusActions;
import io.jackfield.simulator.internal.ami.actions.TransferActions;
import io.jackfield.simulator.internal.ami.actions.VariableActions;
import io.jackfield.simulator.internal.ami.actions.WaitEventAction;
import io.jackfield.simulator.internal.calls.Switchboard;
import io.jackfield.simulator.internal.cli.CommandLine;
import io.jackfield.simulator.internal.pbx.Pbx;
import io.netty.channel.EventLoopGroup;
import java.util.function.Consumer;

/**
 * The manager interface behind its transports.
 *
 * @param script how it is to fail
 */
public record Manager(Dispatcher dispatcher, Script script) {

    /**
     * Puts it together: this is the list of all actions.
     *
     * @param witness sees every action that is asked for
     */
    public static Manager of(
            EventLoopGroup loop, Switchboard board, AsyncAgi async, AmiSettings settings, Consumer<Request> witness) {
        Pbx pbx = board.pbx();
        SecurityEvents security = new SecurityEvents(pbx);
        ActionTable table = new ActionTable();
        new SessionActions(pbx, settings, security, loop).addTo(table);
        new WaitEventAction().addTo(table);
        new CoreActions(pbx).addTo(table);
        new StatusActions(pbx).addTo(table);
        new ChannelActions(pbx).addTo(table);
        new TransferActions(board).addTo(table);
        new BridgeActions(board).addTo(table);
        new ConferenceActions(board).addTo(table);
        new ParkingActions(board).addTo(table);
        new StateActions(pbx).addTo(table);
        new VariableActions(pbx).addTo(table);
        new DatabaseActions(pbx.database()).addTo(table);
        new QueueActions(board).addTo(table);
        new OriginateAction(board).addTo(table);
        new AgiActions(pbx, async).addTo(table);
        new DigitActions(pbx).addTo(table);
        new FaxActions().addTo(table);
        new CommandAction(new CommandLine(board)).addTo(table);
        Script script = new Script();
        return new Manager(new Dispatcher(table, security, witness, script, loop), script);
    }
}
