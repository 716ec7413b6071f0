using Limpid.Data;
using Limpid.Drawing;
using Limpid.Numerics;
using Limpid.Recognition;

namespace Limpid.Tests.Recognition;

public class PageReaderTests
{
    private static readonly Glyph[] Glyphs = [.. Enumerable.Range(0, 10).Select(Drawn)];
    private static readonly PageReader Reader = new NearestGlyph(Glyphs).Reader;

    public static TheoryData<string, PageStyle> Styles =>
        new()
        {
            { "plain", new() },
            {
                "one line",
                new() { Lines = (1, 1), InLine = (1, 4) }
            },
            {
                "many",
                new() { Lines = (6, 6), InLine = (7, 7) }
            },
            {
                "small",
                new() { Height = 30 }
            },
            {
                "large",
                new()
                {
                    Height = 200,
                    Lines = (2, 2),
                    InLine = (3, 4),
                }
            },
            {
                "slanting",
                new() { Slant = 8, InLine = (6, 9) }
            },
            {
                "in the shade",
                new() { Shade = 0.6 }
            },
            {
                "grainy",
                new() { Noise = 15 }
            },
            {
                "pale",
                new() { Ink = 0.3, Noise = 4 }
            },
            {
                "ruled",
                new() { IsRuled = true, InLine = (5, 8) }
            },
            {
                "a blackboard",
                new() { IsLightOnDark = true, Shade = 0.3 }
            },
        };

    [Theory, MemberData(nameof(Styles))]
    public void A_page_reads_back_in_order_with_its_spaces(string kind, PageStyle style)
    {
        for (ulong seed = 0; seed < 3; seed++)
        {
            ComposedPage page = PageComposer.Compose(style, Glyphs, seed);
            PageReading reading = Reader.Read(page.Picture);
            Assert.Equal((kind, page.Text), (kind, reading.Text));
            Assert.All(page.Digits.Zip(reading.Digits), pair =>
                Assert.True(
                    Holds(pair.Second.Box, pair.First.X, pair.First.Y),
                    $"{kind}: {pair.Second.Box} and {pair.First}"
                )
            );
        }
    }

    [Fact]
    public void Moved_enlarged_or_turned_to_its_negative_a_page_says_the_same()
    {
        ComposedPage page = PageComposer.Compose(new() { Slant = 5, Shade = 0.3 }, Glyphs, seed: 4);
        GrayImage picture = page.Picture;
        Assert.Equal(page.Text, Reader.Read(picture.Inverted()).Text);
        Assert.Equal(page.Text, Reader.Read(Scaling.Bilinear(picture, 2 * picture.Width, 2 * picture.Height)).Text);
        Assert.Equal(page.Text, Reader.Read(picture.Crop(new(20, 10, picture.Width - 20, picture.Height - 10))).Text);
    }

    [Fact]
    public void A_digit_in_pieces_is_one_digit()
    {
        byte[] broken = Glyphs[5].Picture.Pixels.ToArray();
        int width = Glyphs[5].Picture.Width;
        for (int y = Glyphs[5].Picture.Height / 6; y < Glyphs[5].Picture.Height / 6 + 2; y++)
            broken.AsSpan(y * width, width).Clear();
        Glyph[] pieces = [new(new(width, Glyphs[5].Picture.Height, broken), '5')];
        ComposedPage page = PageComposer.Compose(
            new()
            {
                Lines = (1, 1),
                InLine = (4, 4),
                SpaceChance = 0,
            },
            pieces,
            seed: 1
        );
        Assert.Equal("5555", Reader.Read(page.Picture).Text);
    }

    [Fact]
    public void Touching_digits_are_parted_where_the_judge_of_non_digits_knows_the_parts()
    {
        const int pairs = 12;
        ComposedPage[] pages =
        [
            .. Enumerable
                .Range(0, pairs)
                .Select(i =>
                    PageComposer.Compose(
                        new()
                        {
                            Lines = (1, 1),
                            InLine = (2, 2),
                            SizeSpread = 0,
                            TouchChance = 1,
                        },
                        Glyphs,
                        (ulong)i
                    )
                ),
        ];
        int Right(PageReader reader) => pages.Count(page => reader.Read(page.Picture).Text == page.Text);
        var eye = new NearestGlyph(Glyphs);
        int judged = Right(eye.Judged);
        Assert.InRange(judged, pairs / 2, pairs);
        Assert.InRange(Right(eye.Credulous), 0, judged / 2); // without the judge nothing tells a half from a whole
    }

    [Fact]
    public void However_long_a_piece_of_ink_the_recognizer_is_asked_six_times_a_part_at_most()
    {
        const int width = 1600,
            height = 120,
            mostParts = 41;
        byte[] zigzag =
        [
            .. Enumerable
                .Range(0, width * height)
                .Select(i =>
                    (byte)(
                        Math.Abs(i / width - 60 - 25 * Math.Sin(i % width / 12.0)) < 6
                        && i % width is > 40 and < width - 40
                            ? 40
                            : 235
                    )
                ),
        ];
        int asked = 0;
        var reader = new PageReader(Count, SyntheticDigits.ClassNames);
        reader.Read(new(width, height, zigzag));
        Assert.InRange(asked, mostParts, 6 * mostParts);

        ScoredPrediction Count(ReadOnlySpan<byte> picture)
        {
            asked++;
            return new(new(Class: 0, Confidence: 0.5f, default, RunnerUp: 1), DigitScore: 0);
        }
    }

    [Theory, InlineData(0, 0), InlineData(0.6, 0), InlineData(0, 20), InlineData(0.6, 12)]
    public void A_page_of_nothing_says_nothing(double shade, double noise)
    {
        RandomStream random = RandomStream.Named(1, "paper");
        byte[] paper =
        [
            .. Enumerable
                .Range(0, 600 * 400)
                .Select(i =>
                    (byte)Math.Clamp(230 * (1 - shade * (i % 600) / 600) + noise * random.NextNormal(), 0, 255)
                ),
        ];
        Assert.Empty(Reader.Read(new(600, 400, paper)).Lines);
    }

    [Theory, InlineData(1, 1), InlineData(3, 2), InlineData(5000, 1), InlineData(1, 5000)]
    public void The_smallest_and_the_thinnest_pictures_say_nothing(int width, int height) =>
        Assert.Empty(
            Reader
                .Read(
                    new(
                        width,
                        height,
                        Enumerable.Range(0, width * height).Select(i => (byte)(i % 7 == 0 ? 0 : 255)).ToArray()
                    )
                )
                .Lines
        );

    [Fact]
    public void A_large_page_takes_no_more_memory_than_its_bound()
    {
        const int width = 6000,
            height = 4000; // 24 million pixels
        ComposedPage page = PageComposer.Compose(
            new()
            {
                Lines = (2, 2),
                InLine = (4, 4),
                Height = 60,
            },
            Glyphs,
            seed: 2
        );
        var pixels = new byte[width * height];
        pixels.AsSpan().Fill(235);
        for (int y = 0; y < page.Picture.Height; y++)
            page.Picture.Row(y).CopyTo(pixels.AsSpan((y + 500) * width + 700));
        var image = new GrayImage(width, height, pixels);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string text = Reader.Read(image).Text;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8_000_000L * 16);
        Assert.Equal(page.Text, text);
    }

    [Fact]
    public void A_model_of_another_size_is_refused()
    {
        var model = new Limpid.Files.Model
        {
            Network = new(Limpid.Files.Notation.Parse("16x16 dense10 softmax"), seed: 1),
            ClassNames = SyntheticDigits.ClassNames,
        };
        Assert.Equal(Fault.Mismatch, Assert.Throws<LimpidException>(() => new PageReader(new Recognizer(model))).Fault);
    }

    private static bool Holds(PixelBox box, double x, double y) =>
        x >= box.Left && x < box.Left + box.Width && y >= box.Top && y < box.Top + box.Height;

    private static Glyph Drawn(int digit)
    {
        var picture = new GrayImage(28, 28, SyntheticDigits.Draw(digit + 1, seed: 6).Picture(digit).ToArray());
        return new(picture.Crop(PixelBox.Of(picture, 64, PixelBox.All(picture))), (char)('0' + digit));
    }
}
