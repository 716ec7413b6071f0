using Limpid.Drawing;

namespace Limpid.Tests.Drawing;

public class RulingDetectorTests
{
    private const int Width = 400,
        Height = 120,
        Paper = 48,
        Ink = 250;

    [Theory, InlineData(0), InlineData(0.05), InlineData(-0.12)]
    public void A_line_goes_and_the_stroke_that_crosses_it_stays(double slope)
    {
        GrayImage ruled = Page((x, y) => IsStroke(x, y) || IsLine(x, y, slope));
        GrayImage wiped = ruled;
        Assert.Equal(slope, RulingDetector.Wipe(ref wiped, 100, 4, Paper) ?? double.NaN, 0.01);
        Assert.Equal(Page(IsStroke), wiped);
    }

    [Fact]
    public void Writing_is_no_line()
    {
        GrayImage page = Page((x, y) => x / 30 % 2 == 0 && y is >= 60 and < 63);
        Assert.Null(RulingDetector.Wipe(ref page, 100, 4, Paper));
    }

    [Theory, InlineData(0), InlineData(0.1), InlineData(-0.15)]
    public void Turned_level_a_slanting_line_lies_in_a_row_and_its_places_are_found_again(double slope)
    {
        GrayImage page = Page((x, y) => IsLine(x, y, slope) && x is > 40 and < 360);
        var rotation = new Rotation(Width, Height, slope);
        PixelBox box = PixelBox.Of(rotation.Turn(page, Paper), 150, new(0, 0, rotation.Width, rotation.Height));
        Assert.InRange(box.Height, 2, 5);
        (double x, double y) = rotation.Back(box.Left, box.Top + box.Height / 2.0);
        Assert.Equal(41, x, 2.0);
        Assert.Equal(60.5 + slope * (41 - Width / 2), y, 2.0);
    }

    private static bool IsLine(int x, int y, double slope) => Math.Abs(y - (60 + slope * (x - Width / 2))) < 1.5;

    private static bool IsStroke(int x, int y) => x is >= 190 and < 196 && y is >= 40 and < 80;

    private static GrayImage Page(Func<int, int, bool> isInk) =>
        new(
            Width,
            Height,
            Enumerable
                .Range(0, Width * Height)
                .Select(i => isInk(i % Width, i / Width) ? (byte)Ink : (byte)Paper)
                .ToArray()
        );
}
