using System.IO.Compression;
using Limpid.Data;
using Limpid.Numerics;

namespace Limpid.Tests.Data;

public sealed class IdxFormatTests
{
    private static readonly Gen<(int[] Dimensions, byte[] Values)> Arrays = Gen.Int[1, 5]
        .Array[1, 4]
        .SelectMany(d => Gen.Byte.Array[d.Aggregate((a, b) => a * b)], (d, v) => (d, v));

    private static readonly IdxLimits Small = new() { MaximumBytes = 4096 };

    private static byte[] Written(int[] dimensions, byte[] values)
    {
        var stream = new MemoryStream();
        IdxFormat.Write(stream, dimensions, values);
        return stream.ToArray();
    }

    private static byte[] Packed(byte[] raw)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
            gzip.Write(raw);
        return stream.ToArray();
    }

    private static LimpidException Refused(byte[] file, IdxLimits? limits = null) =>
        Assert.Throws<LimpidException>(() => IdxFormat.Read(new MemoryStream(file), limits));

    [Fact]
    public void What_was_written_is_read_back() =>
        Arrays.Sample(a =>
            IdxFormat
                .Read(new MemoryStream(Written(a.Dimensions, a.Values)))
                .Equals(new IdxArray([.. a.Dimensions], a.Values))
        );

    [Fact]
    public void A_packed_file_reads_as_the_raw_one() =>
        Arrays.Sample(a =>
            IdxFormat
                .Read(new MemoryStream(Packed(Written(a.Dimensions, a.Values))))
                .Equals(new IdxArray([.. a.Dimensions], a.Values))
        );

    [Fact]
    public void A_stream_that_cannot_seek_and_trickles_reads_as_well()
    {
        byte[] values = new byte[300_000];
        new Random(1).NextBytes(values);
        byte[] file = Written([300, 1000], values);
        Assert.Equal(values, IdxFormat.Read(new Trickle(file, length: 77)).Values);
        Assert.Equal(values, IdxFormat.Read(new Trickle(Packed(file), length: 1)).Values);
    }

    [Fact]
    public void The_header_is_that_of_MNIST() =>
        Assert.Equal(
            "000008030000000100000002000000020102030405"[..40],
            Convert.ToHexString(Written([1, 2, 2], [1, 2, 3, 4]))
        );

    [Fact]
    public void A_file_cut_at_any_byte_is_refused()
    {
        byte[] file = Written([2, 3, 4], new byte[24]);
        for (int length = 0; length < file.Length; length++)
            Assert.Equal(Fault.InvalidData, Refused(file[..length]).Fault);
    }

    [Fact]
    public void A_packed_file_cut_at_any_byte_is_refused_unless_every_value_came_before_the_cut()
    {
        byte[] raw = Written([2, 3, 4], [.. Enumerable.Range(0, 24).Select(i => (byte)i)]),
            packed = Packed(raw);
        for (int length = 0; length < packed.Length; length++)
            if (length < packed.Length - 9)
                Assert.Equal(Fault.InvalidData, Refused(packed[..length]).Fault);
            else
                Assert.Equal(raw[16..], ValuesOrNull(packed[..length]) ?? raw[16..]); // only gzip's own end is missing
    }

    private static byte[]? ValuesOrNull(byte[] file)
    {
        try
        {
            return IdxFormat.Read(new MemoryStream(file), Small).Values;
        }
        catch (LimpidException fault) when (fault.Fault == Fault.InvalidData)
        {
            return null;
        }
    }

    [Fact]
    public void A_cut_file_is_told_how_much_came()
    {
        byte[] file = Written([2, 3], [1, 2, 3, 4, 5, 6])[..^2];
        Assert.Contains("promises 6 bytes of values, but 4 came", Refused(file).Message, StringComparison.Ordinal);
        Assert.Contains(
            "promises 6 bytes of values, but 4 came",
            Refused(Packed(file)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("89504E470D0A1A0A", "a PNG picture")]
    [InlineData("FFD8FFE000104A46", "a JPEG picture")]
    [InlineData("504B030414000000", "a ZIP archive")]
    [InlineData("3C21444F43545950", "an HTML")]
    [InlineData("6C6162656C2C7069", "a CSV file")]
    [InlineData("00000D0300000001", "32-bit floats")]
    [InlineData("0000080000000001", "expected 1 to 4 dimensions")]
    [InlineData("0000080500000001", "expected 1 to 4 dimensions")]
    [InlineData("0000080100000000", "expected every extent")]
    [InlineData("00000801FFFFFFFF", "expected every extent")]
    [InlineData("000008010000000101FF", "more bytes follow")]
    [InlineData("0000080400010000000100000001000000010000", "expected at most")]
    [InlineData("000008047FFFFFFF7FFFFFFF7FFFFFFF7FFFFFFF", "expected at most")]
    [InlineData("0000", "the file has 2")]
    [InlineData("00000803000000", "but 3 came")]
    public void A_wrong_file_is_called_by_its_name(string hex, string says)
    {
        LimpidException fault = Refused(Convert.FromHexString(hex));
        Assert.Equal(Fault.InvalidData, fault.Fault);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_claim_costs_no_more_than_what_came()
    {
        byte[] file = Convert.FromHexString("000008013FFFFFFF0102030405");
        Assert.InRange(Allocated(() => Refused(file)), 0, 64 * 1024);
        Assert.InRange(
            Allocated(() => Assert.Throws<LimpidException>(() => IdxFormat.Read(new Trickle(file, 5)))),
            0,
            256 * 1024
        );
    }

    [Fact]
    public void A_packed_bomb_stops_at_what_its_header_promised_and_at_the_limit()
    {
        byte[] bomb = Packed([.. Convert.FromHexString("0000080100000010"), .. new byte[64 << 20]]);
        Assert.InRange(
            Allocated(() => Assert.Contains("more bytes follow", Refused(bomb).Message, StringComparison.Ordinal)),
            0,
            256 * 1024
        );
        byte[] promised = Packed([.. Convert.FromHexString("0000080104000000"), .. new byte[64 << 20]]);
        Assert.InRange(
            Allocated(() =>
                Assert.Contains("at most 4096", Refused(promised, Small).Message, StringComparison.Ordinal)
            ),
            0,
            256 * 1024
        );
    }

    [Fact]
    public void Twenty_thousand_mutated_files_are_read_or_refused_and_cost_little()
    {
        byte[][] bases =
        [
            Written([3, 2, 2], new byte[12]),
            Written([9], [1, 2, 3, 4, 5, 6, 7, 8, 9]),
            Packed(Written([4, 3, 3], [.. Enumerable.Range(0, 36).Select(i => (byte)(i * 7))])),
        ];
        Gen.Select(Gen.Int[0, bases.Length - 1], Mutations.Of, (which, mutation) => mutation(bases[which]))
            .Sample(
                file =>
                {
                    long cost = Allocated(() => ValuesOrNull(file));
                    Assert.InRange(cost, 0, 256 * 1024);
                },
                iter: 24_000,
                threads: 1
            );
    }

    private static long Allocated(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void Values_that_do_not_fit_their_dimensions_are_not_written()
    {
        foreach (
            int[] dimensions in new int[][]
            {
                [],
                [3],
                [2, -2],
                [0],
                [1, 1, 2, 1, 2],
                [int.MaxValue, int.MaxValue, int.MaxValue],
            }
        )
            Assert.Equal(
                Fault.Mismatch,
                Assert.Throws<LimpidException>(() => IdxFormat.Write(new MemoryStream(), dimensions, new byte[4])).Fault
            );
    }

    [Fact]
    public void Pictures_and_labels_make_a_data_set()
    {
        Dataset set = Pair(Written([2, 2, 3], [.. Enumerable.Range(0, 12).Select(i => (byte)i)]), Written([2], [1, 0]));
        Assert.Equal((2, new Shape(1, 2, 3)), (set.Count, set.Item));
        Assert.Equal([1, 0], set.Labels.ToArray());
        Assert.Equal([6, 7, 8, 9, 10, 11], set.Picture(1).ToArray());
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_refused()
    {
        byte[] pictures = Written([2, 1, 1], [0, 0]),
            labels = Written([2], [0, 1]);
        Assert.Contains(
            "2 pictures, but 3 labels",
            Mispaired(pictures, Written([3], [0, 0, 0])),
            StringComparison.Ordinal
        );
        Assert.Contains("swapped", Mispaired(labels, pictures), StringComparison.Ordinal);
        Assert.Contains("few labels: IDX", Mispaired(pictures, labels[..^1]), StringComparison.Ordinal);
        Assert.Contains("only 2 classes", Mispaired(pictures, Written([2], [0, 2])), StringComparison.Ordinal);
    }

    private static Dataset Pair(byte[] pictures, byte[] labels) =>
        IdxFormat.ReadPictures("few", new MemoryStream(pictures), new MemoryStream(labels), ["no", "yes"]);

    private static string Mispaired(byte[] pictures, byte[] labels) =>
        Assert.Throws<LimpidException>(() => Pair(pictures, labels)).Message;
}
