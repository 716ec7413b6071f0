using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Limpid.Server;

/// <summary>
/// Who may ask what. Other web pages can make a browser call this address, so being on this machine proves nothing. A
/// page that reached it by a name of its
/// own (DNS rebinding) is told by its Host; one of another origin by its Origin; and what changes anything needs a
/// token, which only a page of this very
/// address can read: the request for it must carry a header, for which a page of another origin would need a leave that
/// is never given (no CORS).
/// </summary>
internal sealed class OriginGuard
{
    /// <summary>What the page may load and run: its own files, and WebAssembly. Nothing from elsewhere, nothing written
    /// into the page.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
        + "style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
        + "'none'";

    /// <summary>The header that brings the token, and the one that a request for the token must have.</summary>
    public const string TokenHeader = "X-Limpid-Token",
        AskHeader = "X-Limpid";

    private const int TokenBytes = 32,
        UsualPort = 80;

    /// <summary>New with each start of the server.</summary>
    public string Token { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));

    public Task Pass(HttpContext context, RequestDelegate next)
    {
        Mark(context.Response.Headers);
        HttpRequest request = context.Request;
        bool isApi = request.Path.StartsWithSegments("/api"),
            isReading = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!IsOurs(request.Host, context.Connection))
            return Problems.Answer(
                context,
                StatusCodes.Status421MisdirectedRequest,
                $"This is the lab of http://{Own(context.Connection)}, not of {request.Host}."
            );
        if (!isApi && !isReading)
            return Problems.Answer(context, StatusCodes.Status405MethodNotAllowed, "The lab's files can only be read.");
        if (IsFromElsewhere(request, isApi))
            return Problems.Answer(
                context,
                StatusCodes.Status403Forbidden,
                "Only the lab's own page may ask here, and programs; no other web page."
            );
        if (request.ContentLength > Limits.Of(request.Path))
            return RefuseBody(context, StatusCodes.Status413PayloadTooLarge, Problems.TooLarge(context));
        if (request.Headers.ContentEncoding.Count > 0)
            return RefuseBody(
                context,
                StatusCodes.Status415UnsupportedMediaType,
                "Bodies are taken unpacked: send it without Content-Encoding."
            );
        if (isApi && !isReading && !IsHarmless(request) && !HasToken(request))
            return RefuseBody(
                context,
                StatusCodes.Status403Forbidden,
                $"What changes anything here needs the token in the header {TokenHeader}. GET /api/token, "
                    + $"with the header {AskHeader}, tells it; it is new with each start of the server."
            );
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = Limits.Of(request.Path);
        return next(context);
    }

    private static void Mark(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
    }

    /// <summary>The address that was reached, by its number; or localhost, where that is this machine. A name may be
    /// anybody's.</summary>
    private static bool IsOurs(HostString host, ConnectionInfo connection)
    {
        if ((host.Port ?? UsualPort) != connection.LocalPort || connection.LocalIpAddress is not { } local)
            return false;
        return host.Host == "localhost"
            ? IPAddress.IsLoopback(local)
            : IPAddress.TryParse(host.Host.Trim('[', ']'), out IPAddress? named) && Plain(named).Equals(Plain(local));
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static string Own(ConnectionInfo connection) =>
        $"{Plain(connection.LocalIpAddress ?? IPAddress.Loopback)}:{connection.LocalPort}";

    /// <summary>A link from another page to this one is well; a page that asks for data is not.</summary>
    private static bool IsFromElsewhere(HttpRequest request, bool isApi) =>
        (request.Headers.Origin is [{ } origin, ..] && origin != $"{request.Scheme}://{request.Host}")
        || (isApi && request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"]);

    /// <summary>Reading a drawing changes nothing: programs need no token for it.</summary>
    private static bool IsHarmless(HttpRequest request) => request.Path == "/api/recognize";

    private bool HasToken(HttpRequest request) =>
        request.Headers[TokenHeader] is [{ } token]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Token));

    /// <summary>What was sent is not read: the connection ends.</summary>
    private static Task RefuseBody(HttpContext context, int status, string words)
    {
        context.Response.Headers.Connection = "close";
        return Problems.Answer(context, status, words);
    }
}
