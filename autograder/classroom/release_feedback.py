"""Releasing feedback pages through the exchange, to each student who can be reached there."""

import shutil
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import notebook_hash

from .collect import SafeCollect
from .submission import SECRET_FILE, read_file

LONGEST_SECRET = 1000


class ReleaseFeedback(ExchangeReleaseFeedback):
    """Releases pages, each under the secret of its student's submission.

    A submission that came by hand has none. Its page is released under the secret of the last that
    the student has handed in through the exchange; who has not is named in `unreached`, and keeps
    nobody from theirs.
    """

    coursedir: CourseDirectory

    only: set[str] | None = None
    """The students whose pages are released; all if None."""

    def copy_files(self) -> None:
        """Put each page into the exchange, whole or not at all."""
        self.released: list[str] = []
        self.unreached: list[str] = []
        secrets: dict[str, str] | None = None
        excluded = set(self.coursedir.student_id_exclude.split(","))
        for page in sorted(Path(self.coursedir.root).glob(self._pages())):
            student = page.parent.parent.name
            if student in excluded or (self.only is not None and student not in self.only):
                continue
            secret = _read_secret(page.parent)
            if not secret:
                secrets = self._find_secrets() if secrets is None else secrets
                secret = secrets.get(student, "")
            if not secret:
                self.log.warning(
                    "%s cannot be reached through the exchange, where nothing of theirs is", student
                )
                self.unreached.append(student)
                continue
            name = f"{notebook_hash(secret=secret, notebook_id=page.stem)}.html"
            beside = Path(self.dest_path, f"{name}-tmp")
            shutil.copyfile(page, beside)
            beside.replace(Path(self.dest_path, name))
            self.log.info("Released feedback for %s on %s", student, page.stem)
            self.released.append(student)

    def _pages(self) -> str:
        folder = Path(self.src_path)
        root = self.coursedir.root
        return str((folder.relative_to(root) if folder.is_absolute() else folder) / "*.html")

    def _find_secrets(self) -> dict[str, str]:
        """Return the secret of each student's last submission in the exchange."""
        collect = SafeCollect(coursedir=self.coursedir, parent=self)
        collect.set_timestamp()
        try:
            collect.init_src()
        except ExchangeError:
            return {}
        return {
            record.student: secret
            for record in collect.src_records
            if (secret := _read_secret(record.folder))
        }


def _read_secret(folder: Path) -> str:
    try:
        return read_file(folder / SECRET_FILE, LONGEST_SECRET).decode()
    except (OSError, ValueError):
        return ""
