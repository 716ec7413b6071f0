using System.Text;
using Limpid.Drawing;
using Limpid.Tests.Data;

namespace Limpid.Datasets.Tests;

public sealed class StrokeLinesTests
{
    private const string Seven = """{"label": 7, "writer": {"any": [1]}, "strokes": [[[0, 0], [10, 0], [4, 20]]]}""";

    private static NumberedPictures Read(string text) =>
        StrokeLines.Read("x.jsonl", new MemoryStream(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_line_is_a_digit_as_the_normalizer_draws_it()
    {
        NumberedPictures read = Read(
            $"\uFEFF{Seven}\r\n\n  \n{{\"strokes\": [[[5, 5, 0.1, 0.5], [5, 9, 0.2]], [[6, 6]]], \"label\": \"1\"}}"
        );
        Assert.Equal([7, 1], read.Labels.ToArray());
        Stroke seven = new([new(0, 0), new(10, 0), new(4, 20)]),
            bar = new([new(5, 5), new(5, 9)]),
            dot = new([new(6, 6)]);
        Assert.Equal(
            [.. StrokeNormalizer.Normalize([seven]).Pixels, .. StrokeNormalizer.Normalize([bar, dot]).Pixels],
            read.Pixels.ToArray()
        );
    }

    [Fact]
    public void A_packed_file_and_a_long_one_read_alike()
    {
        string many = string.Concat(Enumerable.Repeat(Seven + "\n", 3000));
        NumberedPictures raw = Read(many),
            packed = StrokeLines.Read("x", new MemoryStream(TinyDigits.Packed(Encoding.UTF8.GetBytes(many))));
        Assert.Equal(3000, raw.Labels.Length);
        Assert.Equal(raw.Pixels.ToArray(), packed.Pixels.ToArray());
    }

    [Theory]
    [InlineData("", "expected a digit a line")]
    [InlineData("\n \n", "expected a digit a line")]
    [InlineData("{", "line 1: expected")]
    [InlineData("[1]", "line 1: expected", "no 'label'")]
    [InlineData("""{"label": 1}""", "no 'strokes'")]
    [InlineData("""{"label": 256, "strokes": [[[0, 0]]]}""", "a label from 0 to 255", "'256'")]
    [InlineData("""{"label": 1.5, "strokes": [[[0, 0]]]}""", "'1.5'")]
    [InlineData("""{"label": "A", "strokes": [[[0, 0]]]}""", "'A'")]
    [InlineData("""{"label": 1, "strokes": []}""", "strokes without any")]
    [InlineData("""{"label": 1, "strokes": [[]]}""", "strokes without any")]
    [InlineData("""{"label": 1, "strokes": [[0, 0]]}""", "a point as a list")]
    [InlineData("""{"label": 1, "strokes": [[["0", 0]]]}""", "numbers in a point")]
    [InlineData("""{"label": 1, "strokes": [[[1]]]}""", "2 to 4 numbers")]
    [InlineData("""{"label": 1, "strokes": [[[1, 2, 3, 4, 5]]]}""", "2 to 4 numbers")]
    [InlineData("""{"label": 1, "strokes": [[[0, 0], [1, 1e999]]]}""", "Stroke 0, point 1")]
    [InlineData("""{"label": 1, "strokes": [[[0, NaN]]]}""", "no JSON")]
    public void A_bad_line_is_refused_with_its_place(string text, params string[] says)
    {
        LimpidException fault = Assert.Throws<LimpidException>(() =>
            Read(text.Length < 4 ? text : $"{Seven}\n\n{text}\n")
        );
        Assert.Equal(Fault.InvalidData, fault.Fault);
        Assert.StartsWith(text.Length < 4 ? "x.jsonl" : "x.jsonl, line 3: ", fault.Message, StringComparison.Ordinal);
        Assert.All(says, word =>
            Assert.Contains(
                word.Replace("line 1", text.Length < 4 ? "line 1" : "line 3", StringComparison.Ordinal),
                fault.Message,
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public void A_line_without_an_end_is_refused_before_it_fills_the_memory() =>
        Assert.Contains(
            "at most 100000 bytes",
            Assert
                .Throws<LimpidException>(() =>
                    new LineReader("x", new MemoryStream(new byte[300_000]), longest: 100_000).Next()
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Mutated_files_are_read_or_refused()
    {
        byte[] file = Encoding.UTF8.GetBytes($"{Seven}\n{Seven}\n");
        Gen.Select(Mutations.Of, Gen.Bool)
            .Sample(
                (mutation, packed) =>
                {
                    try
                    {
                        _ = StrokeLines.Read(
                            "x.jsonl",
                            new MemoryStream(mutation(packed ? TinyDigits.Packed(file) : file))
                        );
                    }
                    catch (LimpidException fault) when (fault.Fault == Fault.InvalidData) { }
                },
                iter: 5_000,
                threads: 1
            );
    }
}
