"""A consumer to be killed: appends the body of each message to a file, slowly, until its process ends.

python -m tests.shared.broker.consumer_process <amqp url> <queue> <routing key> <file>
"""

import asyncio
import sys
from pathlib import Path

from shared.broker.connect import connect
from shared.broker.contract import Delivery, Subscription


async def main(url: str, queue: str, routing_key: str, file: Path) -> None:
    async def handle(delivery: Delivery) -> None:
        await asyncio.sleep(0.01)
        with file.open("ab") as handled:
            handled.write(delivery.body + b"\n")

    broker = connect(url, name="doomed")
    await broker.subscribe(Subscription(queue, (routing_key,), handle, prefetch=4))
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])))
