using Limpid.Data.Corruptions;
using Limpid.Drawing;
using Limpid.Numerics;

namespace Limpid.Data;

/// <summary>Digits by class, to take some from by chance.</summary>
/// <param name="digits">The pictures.</param>
/// <param name="byClass">Of each class the indices of those that may be taken.</param>
/// <param name="random">The chance.</param>
internal sealed class DigitPool(Dataset digits, int[][] byClass, RandomStream random)
{
    private RandomStream _random = random;

    public static int[][] ByClass(Dataset digits, int[] indices) =>
        [
            .. Enumerable
                .Range(0, digits.ClassNames.Count)
                .Select(digit => indices.Where(i => digits.Labels[i] == digit).ToArray()),
        ];

    /// <summary>A digit of one of some classes.</summary>
    public UnitImage Pick(ReadOnlySpan<int> classes)
    {
        int[] of = byClass[classes[Next(classes.Length)]];
        return UnitImage.Of(
            new(PictureNormalizer.Side, PictureNormalizer.Side, digits.Picture(of[Next(of.Length)]).ToArray())
        );
    }

    /// <summary>A whole number from 0, below an end.</summary>
    public int Next(int end) => _random.Next(end);

    public double Between(double low, double high) => low + (high - low) * _random.NextDouble();

    public double NextNormal() => _random.NextNormal();

    public void Shuffle(int[] numbers) => _random.Shuffle(numbers);
}
