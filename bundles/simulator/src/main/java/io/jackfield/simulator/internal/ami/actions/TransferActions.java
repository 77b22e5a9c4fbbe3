package io.jackfield.simulator.internal.ami.actions;

import io.jackfield.simulator.internal.ami.ActionTable;
import io.jackfield.simulator.internal.ami.Request;
import io.jackfield.simulator.internal.calls.Place;
import io.jackfield.simulator.internal.calls.Redirection;
import io.jackfield.simulator.internal.calls.Switchboard;
import io.jackfield.simulator.internal.calls.Transfer;
import io.jackfield.simulator.internal.pbx.Channel;
import io.jackfield.simulator.internal.pbx.EventClass;
import java.util.List;
import java.util.Optional;

/** Channels are sent on. */
public final class TransferActions {

    private final Switchboard board;
    private final Redirection redirection;

    public TransferActions(Switchboard board) {
        this.board = board;
        redirection = new Redirection(board);
    }

    public void addTo(ActionTable table) {
        table.add("Redirect", "Redirect (transfer) a call.", this::redirect, EventClass.CALL);
        table.add(
                "BlindTransfer",
                "Blind transfer channel(s) to the given destination",
                this::blindTransfer,
                EventClass.CALL);
        table.add("Atxfer", "Attended transfer.", this::attendedTransfer, EventClass.CALL);
        table.add("CancelAtxfer", "Cancel an attended transfer.", this::cancelAttendedTransfer, EventClass.CALL);
    }

    private void redirect(Request request) {
        if (request.header("Channel").isEmpty()) {
            request.error("Channel not specified");
            return;
        }
        Optional<Place> place = place(request, "");
        if (place.isEmpty()) {
            return;
        }
        String extra = request.header("ExtraChannel");
        Optional<Place> extraPlace = place;
        if (!extra.isEmpty() && !request.header("ExtraContext").isEmpty()) {
            extraPlace = place(request, "Extra");
            if (extraPlace.isEmpty()) {
                return;
            }
        }
        Optional<Channel> channel = channel(request, "Channel");
        if (channel.isPresent() && extra.isEmpty()) {
            boolean done = redirection.redirect(channel.get(), place.get());
            tell(request, done, "Redirect successful", "Redirect failed");
        } else if (channel.isPresent()) {
            Place placeOfOther = extraPlace.get();
            channel(request, "ExtraChannel").ifPresent(other -> {
                boolean done = redirection.redirect(channel.get(), place.get(), other, placeOfOther);
                tell(request, done, "Dual Redirect successful", "Redirect failed");
            });
        }
    }

    /** The place the headers with this prefix name; without one, the error has been sent. */
    private Optional<Place> place(Request request, String prefix) {
        for (String name : List.of("Context", "Exten", "Priority")) {
            if (request.header(prefix + name).isEmpty()) {
                request.error(prefix + name + " not specified");
                return Optional.empty();
            }
        }
        String priority = request.header(prefix + "Priority");
        if (!priority.matches("\\d{1,9}")) {
            request.error(prefix + "Priority is invalid");
            return Optional.empty();
        }
        return Optional.of(new Place(
                request.header(prefix + "Context"), request.header(prefix + "Exten"), Integer.parseInt(priority)));
    }

    /** The channel a header names; without one, the error has been sent. */
    private Optional<Channel> channel(Request request, String header) {
        Optional<Channel> channel = board.pbx().channel(request.header(header));
        if (channel.isEmpty()) {
            request.error(header + " does not exist: " + request.header(header));
        }
        return channel;
    }

    private void blindTransfer(Request request) {
        transferer(request, true).ifPresent(channel -> {
            Optional<Transfer> transfer = Transfer.by(board, channel);
            if (transfer.isEmpty()) {
                request.error("Transfer invalid");
            } else {
                tell(
                        request,
                        transfer.get().blind(destination(request, channel)),
                        "Transfer succeeded",
                        "Transfer failed");
            }
        });
    }

    /** It is only queued: whether the channel talks to anybody is nobody's concern then. */
    private void attendedTransfer(Request request) {
        transferer(request, true).ifPresent(channel -> {
            request.success("Atxfer successfully queued");
            Transfer.by(board, channel).ifPresent(transfer -> transfer.attended(destination(request, channel)));
        });
    }

    private void cancelAttendedTransfer(Request request) {
        transferer(request, false).ifPresent(channel -> {
            request.success("CancelAtxfer successfully queued");
            Transfer.cancel(channel);
        });
    }

    private Optional<Channel> transferer(Request request, boolean withExtension) {
        Optional<Channel> channel = board.pbx().channel(request.header("Channel"));
        if (request.header("Channel").isEmpty()) {
            request.error("No channel specified");
        } else if (withExtension && request.header("Exten").isEmpty()) {
            request.error("No extension specified");
        } else if (channel.isEmpty()) {
            request.error("Channel specified does not exist");
        } else {
            return channel;
        }
        return Optional.empty();
    }

    private static Place destination(Request request, Channel channel) {
        String context = request.header("Context");
        return new Place(context.isEmpty() ? channel.context() : context, request.header("Exten"), 1);
    }

    private static void tell(Request request, boolean done, String success, String failure) {
        if (done) {
            request.success(success);
        } else {
            request.error(failure);
        }
    }
}
