using Limpid.Drawing;
using Limpid.Numerics;
using Limpid.Recognition;

namespace Limpid.Tests.Recognition;

/// <summary>Stands for a network: answers with the glyph that a picture is most like, and is the surer the more alike
/// they are.</summary>
internal sealed class NearestGlyph(IReadOnlyList<Glyph> glyphs)
{
    private readonly GrayImage[] _known =
    [
        .. glyphs.Select(glyph =>
            Centering.ByMass(StrokeWidthNormalizer.Fit(glyph.Picture).Scaled, PictureNormalizer.Side)
        ),
    ];

    public PageReader Reader => new(Sure, Names);

    /// <summary>A reader whose classes tell nothing: all is read with one confidence, and only the judge of non-digits
    /// knows what is a digit.</summary>
    public PageReader Judged =>
        new(picture => Even(picture) with { DigitScore = 40 * (0.45 - Nearest(picture).Apart) }, Names);

    /// <summary>A reader to whom everything is a digit, of any class with one confidence.</summary>
    public PageReader Credulous => new(Even, Names);

    private ImmutableSequence<string> Names => ImmutableSequence.From(glyphs.Select(glyph => $"{glyph.Name}"));

    private ScoredPrediction Sure(ReadOnlySpan<byte> picture)
    {
        (int best, double apart) = Nearest(picture);
        return new(
            new(best, (float)Math.Clamp(1.2 - 1.6 * apart, 0.01, 0.999), Answer: default, RunnerUp: best),
            DigitScore: double.PositiveInfinity
        );
    }

    private ScoredPrediction Even(ReadOnlySpan<byte> picture)
    {
        int best = Nearest(picture).Best;
        return new(new(best, Confidence: 0.95f, Answer: default, RunnerUp: best), DigitScore: double.PositiveInfinity);
    }

    /// <summary>The glyph that is most like a picture, and how far it is from it: 0 is the same, 1 has no ink in
    /// common.</summary>
    private (int Best, double Apart) Nearest(ReadOnlySpan<byte> picture)
    {
        (int best, double least) = (0, double.MaxValue);
        for (int k = 0; k < _known.Length; k++)
        {
            double apart = 0,
                all = 0;
            for (int i = 0; i < picture.Length; i++)
            {
                int known = _known[k].Pixels.Span[i];
                apart += Math.Abs(known - picture[i]);
                all += known + picture[i];
            }
            if (apart / all < least)
                (best, least) = (k, apart / all);
        }
        return (best, least);
    }
}
