using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Limpid.Server.Api;

/// <summary>A small page to try the API on, at /api: it reads /openapi.json, and obeys the same policy as the
/// lab.</summary>
internal static class TryItPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api", () => File("try.html", MediaTypeNames.Text.Html)).ExcludeFromDescription();
        routes.MapGet("/api/try.js", () => File("try.js", MediaTypeNames.Text.JavaScript)).ExcludeFromDescription();
        routes.MapGet("/api/try.css", () => File("try.css", MediaTypeNames.Text.Css)).ExcludeFromDescription();
    }

    private static FileStreamHttpResult File(string name, string type) =>
        TypedResults.Stream(typeof(TryItPage).Assembly.GetManifestResourceStream(name)!, $"{type}; charset=utf-8");
}
