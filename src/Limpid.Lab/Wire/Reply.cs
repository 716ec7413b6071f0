using System.Globalization;
using System.Text.Json;

namespace Limpid.Lab;

/// <summary>What a call answers: a text, which is JSON, or bytes.</summary>
/// <param name="Text">The text; null where it is bytes.</param>
/// <param name="Bytes">The bytes; null where it is a text.</param>
public readonly record struct Reply(string? Text, byte[]? Bytes)
{
    public static implicit operator Reply(string text) => new(text, null);

    public static implicit operator Reply(int number) => new(number.ToString(CultureInfo.InvariantCulture), null);

    public static implicit operator Reply(int[] numbers) =>
        new(JsonSerializer.Serialize(numbers, Messages.Default.Int32Array), null);

    public static implicit operator Reply(byte[] bytes) => new(null, bytes);
}
