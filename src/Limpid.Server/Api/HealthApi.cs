using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Limpid.Server.Api;

/// <summary>How the server is.</summary>
/// <param name="Status">ok.</param>
/// <param name="Version">Limpid's.</param>
/// <param name="Threads">Of one computation.</param>
/// <param name="HasDigits">Whether MNIST is at hand.</param>
internal sealed record HealthAnswer(string Status, string Version, int Threads, bool HasDigits);

/// <summary>The token.</summary>
/// <param name="Token">To be sent in the header X-Limpid-Token with whatever changes anything.</param>
internal sealed record TokenAnswer(string Token);

/// <summary>That a server stands behind the page, and where it is well.</summary>
internal sealed record ServerNote(string Health);

/// <summary>Whether the server is there, and the token that its own page needs.</summary>
internal static class HealthApi
{
    private static readonly string Version = typeof(HealthApi)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/health", (LabOptions options) =>
                TypedResults.Ok(new HealthAnswer("ok", Version, options.Threads, options.PageDigits is not null))
            )
            .WithSummary("Whether the server is well");
        // a plain folder of files has another in its place
        routes.MapGet("/server.json", () => TypedResults.Ok(new ServerNote("health"))).ExcludeFromDescription();
        routes
            .MapGet("/api/token", Token)
            .WithSummary("The token for what changes anything")
            .WithDescription("Needs the header X-Limpid, of any value: pages of other origins cannot send it.")
            .Produces<TokenAnswer>()
            .ProducesProblem(StatusCodes.Status403Forbidden);
    }

    private static IResult Token(HttpContext context, OriginGuard gate)
    {
        if (context.Request.Headers[OriginGuard.AskHeader].Count == 0)
            return TypedResults.Problem(
                $"Ask for the token with the header {OriginGuard.AskHeader}, of any value.",
                statusCode: StatusCodes.Status403Forbidden
            );
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new TokenAnswer(gate.Token));
    }
}
