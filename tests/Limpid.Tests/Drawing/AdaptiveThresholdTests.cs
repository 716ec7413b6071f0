using Limpid.Drawing;
using static Limpid.Tests.Drawing.Scribbles;

namespace Limpid.Tests.Drawing;

public class AdaptiveThresholdTests
{
    private const int WidestStroke = 40;

    [Fact]
    public void An_opening_cuts_down_what_is_narrower_than_its_square_and_keeps_what_is_not() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 14], Gen.Byte, Gen.Byte)
            .Sample(
                (radius, width, paper, ink) =>
                {
                    GrayImage bar = Fill(50, 40, (x, y) =>
                        (byte)(x >= 20 && x < 20 + width ? Math.Max(paper, ink) : Math.Min(paper, ink))
                    );
                    Assert.Equal(
                        width > 2 * radius ? bar : Fill(50, 40, (_, _) => Math.Min(paper, ink)),
                        GrayOpening.Of(bar, radius)
                    );
                },
                iter: 200
            );

    [Fact]
    public void An_opening_is_the_greatest_of_the_least_over_every_square() =>
        Gen.Select(Gen.Byte.Array[15 * 11], Gen.Int[1, 4])
            .Sample(
                (pixels, radius) =>
                {
                    var image = new GrayImage(15, 11, pixels);
                    byte Low(int x, int y) =>
                        Square(x, y, radius).Min(at => At(image, Math.Clamp(at.X, 0, 14), Math.Clamp(at.Y, 0, 10)));
                    Assert.Equal(
                        Fill(15, 11, (x, y) => Square(x, y, radius).Max(at => Low(at.X, at.Y))),
                        GrayOpening.Of(image, radius)
                    );
                },
                iter: 100
            );

    [Fact]
    public void Light_that_falls_off_across_the_paper_is_taken_away_and_the_ink_stays() =>
        Gen.Select(
                Any.Select(scribble => Repeat(Lay(scribble, 100, 100, 15, 15), 2)).Where(IsOfStrokes),
                Gen.Double[0.5, 1],
                Gen.Double[0.5, 1]
            )
            .Sample(
                (large, left, bottom) =>
                {
                    double Light(int x, int y) =>
                        240 * (left + (1 - left) * x / 199) * (bottom + (1 - bottom) * (199 - y) / 199);
                    GrayImage turned = Fill(200, 200, (x, y) =>
                        (byte)(255 - Light(x, y) * (1 - 0.8 * At(large, x, y) / 255))
                    );
                    GrayImage levelled = AdaptiveThreshold.Level(turned, Polarity.DarkOnLight, WidestStroke);
                    for (int i = 0; i < levelled.Pixels.Length; i++)
                    {
                        byte ink = large.Pixels.Span[i],
                            pixel = levelled.Pixels.Span[i];
                        if (ink == 0)
                            Assert.InRange(pixel, 0, AdaptiveThreshold.PaperLevel + 40); // no paper looks like ink
                        if (ink == 255)
                            Assert.InRange(pixel, 150, 250); // 48 + 0.8 · 207 is 214
                    }
                },
                iter: 60
            );

    /// <summary>No square nearly as large as the widest stroke fits into it: a blob of strokes that lie on one another
    /// is no stroke.</summary>
    private static bool IsOfStrokes(GrayImage ink) =>
        PixelBox.Of(GrayOpening.Of(ink, WidestStroke / 2 - 2), 1, PixelBox.All(ink)).IsEmpty;

    private static IEnumerable<(int X, int Y)> Square(int x, int y, int radius) =>
        from v in Enumerable.Range(y - radius, 2 * radius + 1)
        from u in Enumerable.Range(x - radius, 2 * radius + 1)
        select (u, v);
}
