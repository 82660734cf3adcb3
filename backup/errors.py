"""What stops a backup or a restore, told in one line: what, where, what to do."""


class BackupError(Exception):
    """Root. The data in use and the backups that were there are as they were, unless it says otherwise."""


class NotABackupError(BackupError):
    """The file is damaged, truncated, or was not written by this program for this environment."""


class PlaceError(BackupError):
    """A folder of backups is full or cannot be written."""


class BusyError(BackupError):
    """Another backup or restore is under way on this server."""
