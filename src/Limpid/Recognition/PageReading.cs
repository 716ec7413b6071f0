using Limpid.Numerics;

namespace Limpid.Recognition;

/// <summary>What was read on a page.</summary>
/// <param name="Lines">From top to bottom; none where no digits were found.</param>
public sealed record PageReading(ImmutableSequence<PageLine> Lines)
{
    /// <summary>All digits, line after line.</summary>
    public IEnumerable<PageDigit> Digits => Lines.SelectMany(line => line.Digits);

    /// <summary>What the page says, a line a line.</summary>
    public string Text => string.Join('\n', Lines.Select(line => line.Text));
}
