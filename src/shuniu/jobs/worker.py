"""The background program: seals the journal every few seconds and works through the queue until it is told to stop."""

from __future__ import annotations

import logging

from shuniu.jobs.console.opening import start_django


def main() -> None:
    start_django()
    from procrastinate.contrib.django import app

    from shuniu.jobs.rhythm import Sealing

    logging.getLogger("procrastinate").setLevel(logging.ERROR)
    sealing = Sealing()
    sealing.start()
    try:
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
            working.run_worker(
                name="shuniu", delete_jobs="successful", shutdown_graceful_timeout=10, fetch_job_polling_interval=30
            )
    finally:
        sealing.stop()


if __name__ == "__main__":
    main()
