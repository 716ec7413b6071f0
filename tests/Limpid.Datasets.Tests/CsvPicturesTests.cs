using System.Text;
using Limpid.Tests.Data;

namespace Limpid.Datasets.Tests;

public sealed class CsvPicturesTests
{
    private static NumberedPictures Read(string text) =>
        CsvPictures.Read("x.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static readonly Gen<(byte[] Labels, byte[] Pixels)> Tables = Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5])
        .SelectMany((side, rows) => Gen.Select(Gen.Byte.Array[rows], Gen.Byte.Array[rows * side * side]));

    private static string Written(byte[] labels, byte[] pixels, string end) =>
        string.Concat(
            labels.Select(
                (label, row) =>
                    $"{label},{string.Join(',', pixels.Chunk(pixels.Length / labels.Length).ElementAt(row))}{end}"
            )
        );

    [Fact]
    public void What_was_written_is_read_back_with_a_header_or_without_and_with_any_line_end() =>
        Gen.Select(Tables, Gen.OneOf(Gen.Const("\n"), Gen.Const("\r\n"), Gen.Const("\n\n")), Gen.Bool, Gen.Bool)
            .Sample(
                (table, end, headed, marked) =>
                {
                    int pixels = table.Pixels.Length / table.Labels.Length;
                    string header = headed
                        ? $"label,{string.Join(',', Enumerable.Range(0, pixels).Select(i => $"pixel{i}"))}{end}"
                        : "";
                    NumberedPictures read = Read(
                        (marked ? "\uFEFF" : "") + header + Written(table.Labels, table.Pixels, end)
                    );
                    Assert.Equal(table.Labels, read.Labels.ToArray());
                    Assert.Equal(table.Pixels, read.Pixels.ToArray());
                    Assert.Equal(pixels, read.Item.Height * read.Item.Width);
                }
            );

    [Fact]
    public void The_last_row_needs_no_end_and_spaces_and_quoted_headers_are_allowed() =>
        Assert.Equal([1, 2, 3, 255], Read("\"label\",\"pixel0\",b,c,d\r\n 7 , 1,2 ,3,255").Pixels.ToArray());

    [Fact]
    public void A_packed_file_reads_as_the_raw_one() =>
        Assert.Equal(
            [9],
            CsvPictures.Read("x.csv.gz", new MemoryStream(TinyDigits.Packed("3,9\n"u8.ToArray()))).Pixels.ToArray()
        );

    [Theory]
    [InlineData("", "line 1, column 0: expected rows of a label and pixels, but got none")]
    [InlineData("label,a\n", "expected rows")]
    [InlineData("pixel0,pixel1\n1,2\n", "line 1, column 1: expected a header that begins with 'label'")]
    [InlineData("1,2\n3,256\n", "line 2, column 2: expected a whole number from 0 to 255, but got '256'")]
    [InlineData("1,2\n\n3,x\n", "line 3, column 2: expected a whole number from 0 to 255, but got 'x'")]
    [InlineData("1,2\n3,1.5\n", "line 2, column 2: expected a whole number from 0 to 255, but got '1.5'")]
    [InlineData("1,2\n3,-1\n", "line 2, column 2: expected a whole number from 0 to 255, but got '-1'")]
    [InlineData("1,2\n3,\n", "line 2, column 2: expected a whole number from 0 to 255, but got nothing")]
    [InlineData("1,2\n,3\n", "line 2, column 1: expected a whole number from 0 to 255, but got nothing")]
    [InlineData(
        "1,2\n3,4,5\n",
        "line 2, column 3: expected a label and 1 pixels, as in the first row, but got 2 pixels"
    )]
    [InlineData("1,2\n3\n", "line 2, column 1: expected a label and 1 pixels, as in the first row, but got 0 pixels")]
    [InlineData("1,2,3\n", "line 1, column 3: expected a label and the pixels of a square picture")]
    [InlineData("1\n", "pixels of a square picture")]
    [InlineData("label,a,b\n1,2\n", "line 2, column 2: expected 3 fields, as in the header, but got 2")]
    public void A_bad_table_is_refused_with_its_place(string text, string says)
    {
        LimpidException fault = Assert.Throws<LimpidException>(() => Read(text));
        Assert.Equal(Fault.InvalidData, fault.Fault);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("x.csv, line", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_pixels_than_allowed_are_refused() =>
        Assert.Throws<LimpidException>(() =>
            CsvPictures.Read("x", new MemoryStream("1,2\n1,2\n1,2\n"u8.ToArray()), maximumPixels: 2)
        );

    [Fact]
    public void Twenty_thousand_mutated_tables_are_read_or_refused()
    {
        byte[][] bases =
        [
            "label,a,b,c,d\n1,2,3,4,5\n6,7,8,9,255\n"u8.ToArray(),
            "0,1\r\n2,3\r\n4,5\r\n"u8.ToArray(),
            TinyDigits.Packed("3,0,9,0,9\n4,1,1,1,1\n"u8.ToArray()),
        ];
        Gen.Select(Gen.Int[0, bases.Length - 1], Mutations.Of, (which, mutation) => mutation(bases[which]))
            .Sample(
                file =>
                {
                    try
                    {
                        _ = CsvPictures.Read("x.csv", new MemoryStream(file));
                    }
                    catch (LimpidException fault) when (fault.Fault == Fault.InvalidData) { }
                },
                iter: 24_000,
                threads: 1
            );
    }
}
