using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Limpid.Server.Api;

/// <summary>What requests bring, read whole and within the limits.</summary>
internal static class Bodies
{
    private static readonly ApiJson Strict = new(
        new(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
            MaxDepth = 8,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
        }
    );

    public static async Task<byte[]> BytesAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength is > 0 and var length && length <= Limits.Of(request.Path))
        {
            var exact = new byte[(int)length];
            await request.Body.ReadExactlyAsync(exact, stop).ConfigureAwait(false);
            return exact;
        }
        var all = new MemoryStream();
        await request.Body.CopyToAsync(all, stop).ConfigureAwait(false);
        return all.ToArray();
    }

    public static DrawnDigit Drawn(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, Strict.DrawnDigit)
                ?? throw LimpidException.InvalidData("Expected JSON, but null came.");
        }
        catch (JsonException exception)
        {
            throw LimpidException.InvalidData(
                $"The body is not the JSON that is expected here: {exception.Message}",
                exception
            );
        }
    }
}
