using Limpid.Drawing;
using Limpid.Numerics;
using Limpid.Recognition;

namespace Limpid.Tests.Recognition;

/// <summary>Stands for a network: answers with the glyph that a picture is most like, and is the surer the more alike they are.</summary>
internal sealed class NearestGlyph(IReadOnlyList<Glyph> glyphs)
{
    private readonly GrayImage[] _known = [.. glyphs.Select(glyph => Centering.ByMass(StrokeEvening.Fit(glyph.Picture).Scaled, PictureNormalizer.Side))];

    public PageReader Reader => new(Answer, ImmutableSequence.From(glyphs.Select(glyph => $"{glyph.Name}")));

    private Sight Answer(ReadOnlySpan<byte> picture)
    {
        (int best, double least) = (0, double.MaxValue);
        for (int k = 0; k < _known.Length; k++)
        {
            double apart = 0, all = 0;
            for (int i = 0; i < picture.Length; i++)
            {
                int known = _known[k].Pixels.Span[i];
                apart += Math.Abs(known - picture[i]);
                all += known + picture[i];
            }
            if (apart / all < least) (best, least) = (k, apart / all);
        }
        return new(new(best, (float)Math.Clamp(1.2 - 1.6 * least, 0.01, 0.999), Answer: default, RunnerUp: best), Likeness: double.PositiveInfinity);
    }
}
