using System.Globalization;
using System.Threading.RateLimiting;
using Limpid.Imaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Limpid.Server;

/// <summary>How much anybody may ask of the server: bytes, time, pixels, how often, how many at once.</summary>
internal static class Limits
{
    /// <summary>The most bytes of a request's body: 8 MiB; of a call of the page, which may carry a model, 32
    /// MiB.</summary>
    public const long BodyBytes = 8 << 20,
        CallBytes = 32 << 20;

    /// <summary>Trainings, desks and the like that one address may begin in a minute.</summary>
    public const string Starts = "starts";

    private const int StartsAMinute = 60,
        AtOnce = 256,
        Connections = 512,
        BytesASecond = 1024,
        SecondsToWait = 1;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5),
        Headers = TimeSpan.FromSeconds(10),
        Longest = TimeSpan.FromSeconds(60);

    /// <summary>How large an uploaded picture may be: a small file may unpack to very many pixels.</summary>
    public static PictureLimits Pictures { get; } =
        new()
        {
            FileBytes = BodyBytes,
            Pixels = 24_000_000,
            FullScalePixels = 8_000_000,
        };

    public static void Set(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = CallBytes;
        limits.MinRequestBodyDataRate = new(BytesASecond, Grace); // who sends slower is cut off
        limits.RequestHeadersTimeout = Headers;
        limits.MaxConcurrentConnections = Connections;
    }

    public static void Add(IServiceCollection services)
    {
        services.AddRequestTimeouts(options =>
            options.DefaultPolicy = new()
            {
                Timeout = Longest,
                TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            }
        );
        services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, bool>(context =>
                context.Request.Path.StartsWithSegments("/api")
                    ? RateLimitPartition.GetConcurrencyLimiter(true, _ =>
                        new() { PermitLimit = AtOnce, QueueLimit = AtOnce }
                    )
                    : RateLimitPartition.GetNoLimiter(false)
            );
            options.AddPolicy(Starts, context =>
                RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ =>
                    new() { PermitLimit = StartsAMinute, Window = TimeSpan.FromMinutes(1) }
                )
            );
            options.OnRejected = (rejected, _) => new(Rejected(rejected));
        });
    }

    private static Task Rejected(OnRejectedContext rejected)
    {
        bool isRate = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait);
        int seconds = isRate ? Math.Max(SecondsToWait, (int)Math.Ceiling(wait.TotalSeconds)) : SecondsToWait;
        return isRate
            ? Problems.Answer(
                rejected.HttpContext,
                StatusCodes.Status429TooManyRequests,
                $"Only {StartsAMinute} trainings and desks a minute may be begun from one address. Try again "
                    + $"in {seconds} s.",
                seconds
            )
            : Problems.Answer(
                rejected.HttpContext,
                StatusCodes.Status503ServiceUnavailable,
                $"More than {2 * AtOnce} requests came at once. Try again in {seconds} s.",
                seconds
            );
    }

    /// <summary>The most bytes that a request to this path may bring.</summary>
    public static long Of(PathString path) =>
        path.StartsWithSegments("/api/desks") || path.StartsWithSegments("/api/models") ? CallBytes : BodyBytes;

    /// <summary>Seconds as a Retry-After header has them.</summary>
    public static string Header(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
