using Limpid.Numerics;

namespace Limpid.Recognition;

/// <summary>A line of a page.</summary>
/// <param name="Digits">From left to right; at least one.</param>
public sealed record PageLine(ImmutableSequence<PageDigit> Digits)
{
    /// <summary>What it says: the digits' names, with spaces where wider gaps are.</summary>
    public string Text => string.Concat(Digits.Select(digit => digit.IsAfterGap ? $" {digit.Name}" : digit.Name));
}
