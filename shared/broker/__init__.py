"""Messages between services: RabbitMQ in production, in-process for the embedded run."""
