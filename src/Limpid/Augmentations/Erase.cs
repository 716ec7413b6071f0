using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>
/// Random erasing: with some probability an upright rectangle is filled with noise, each number uniform in [0, 1). Its
/// area is a uniform share of the
/// picture's, its height over its width lies between 1/Ratio and Ratio, evenly by logarithm; one that does not fit is
/// drawn anew, ten times at
/// most (Zhong and others, "Random erasing data augmentation", 2020).
/// </summary>
/// <param name="Probability">Of erasing anything.</param>
/// <param name="Least">The least share of the area.</param>
/// <param name="Most">The greatest share of the area.</param>
/// <param name="Ratio">How far from square the rectangle may be.</param>
public sealed record Erase(double Probability = 0.5, double Least = 0.02, double Most = 0.2, double Ratio = 3.3)
    : Augmentation
{
    private const int Tries = 10;
    private const double WidestRatio = 100;

    internal override bool Redraws => true;

    /// <inheritdoc/>
    public override void Validate()
    {
        Guard.That(this, Probability is >= 0 and <= 1, "from 0 to 1", Probability);
        Guard.That(this, Least is >= 0 and <= 1, "from 0 to 1", Least);
        Guard.That(this, Most >= Least && Most <= 1, $"from Least, {Least}, to 1", Most);
        Guard.That(this, Ratio is >= 1 and <= WidestRatio, $"from 1 to {WidestRatio}", Ratio);
    }

    internal override void Redraw(ref RandomStream random, Shape item, Span<float> picture, Span<float> scratch)
    {
        if (random.NextDouble() >= Probability)
            return;
        for (int i = 0; i < Tries; i++)
        {
            double area = (Least + (Most - Least) * random.NextDouble()) * item.Height * item.Width,
                ratio = Elementary.Exp(Within(ref random, Elementary.Log(Ratio)));
            int height = (int)Math.Round(Math.Sqrt(area * ratio)),
                width = (int)Math.Round(Math.Sqrt(area / ratio));
            if (height > item.Height || width > item.Width)
                continue;
            int top = random.Next(item.Height - height + 1),
                left = random.Next(item.Width - width + 1);
            for (int row = 0; row < item.Channels * item.Height; row++)
            {
                if (row % item.Height < top || row % item.Height >= top + height)
                    continue;
                foreach (ref float number in picture.Slice(row * item.Width + left, width))
                    number = (float)random.NextDouble();
            }
            return;
        }
    }
}
