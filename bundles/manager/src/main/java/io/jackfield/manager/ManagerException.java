package io.jackfield.manager;

/** Something went wrong between an action and its answer. */
public sealed class ManagerException extends RuntimeException
        permits ManagerTimeoutException,
                ConnectionLostException,
                ActionFailedException,
                ActionNotPermittedException,
                OriginateFailedException {

    ManagerException(String message) {
        super(message);
    }
}
