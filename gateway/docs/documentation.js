window.SwaggerUIBundle({
  url: "/api/openapi.json",
  domNode: document.getElementById("documentation"),
  deepLinking: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
