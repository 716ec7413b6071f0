using System.Diagnostics;
using Limpid.Drawing;
using SkiaSharp;
using static Limpid.Imaging.Tests.Samples;

namespace Limpid.Imaging.Tests;

public class RefusalTests
{
    private static readonly GrayImage Small = Fill(13, 9, (x, y) => (x * 37 + y * 91) % 251);

    [Fact]
    public void An_empty_file_and_a_text_are_named_for_what_they_are()
    {
        Assert.Contains("an empty file", Refusal([]));
        Assert.Contains("text that begins with \"# My shopping li\"", Refusal("# My shopping list"u8.ToArray()));
        Assert.Contains("4 bytes that begin with 00010203", Refusal([0, 1, 2, 3]));
    }

    [Fact]
    public void Every_file_cut_short_is_refused_and_none_is_guessed()
    {
        byte[][] files =
        [
            Png(Small),
            Encode(Small, SKEncodedImageFormat.Jpeg, 90),
            Encode(Small, SKEncodedImageFormat.Webp, 100),
            Encode(Small, SKEncodedImageFormat.Webp, 80),
        ];
        foreach (byte[] file in files)
        {
            for (int length = 0; length < file.Length; length++)
                Refusal(file[..length]);
            Read(file);
        }
    }

    [Fact]
    public void What_claims_too_many_pixels_is_refused_before_it_is_decoded()
    {
        byte[] bomb = RawPng(60_000, 60_000, depth: 8, colorType: 0, new byte[100]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("60000x60000", Refusal(bomb));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains("1 to 100 pixels", Refusal(Png(Small), new() { Pixels = 100 }));
    }

    [Fact]
    public void A_file_of_too_many_bytes_is_refused_without_reading_it_all()
    {
        using var endless = new Endless();
        var refusal = Assert.Throws<LimpidException>(() => PictureFile.Read(endless, new() { FileBytes = 1_000_000 }));
        Assert.Equal(Fault.InvalidData, refusal.Fault);
        Assert.InRange(endless.Given, 1_000_000, 1_200_000);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, -1, 1)]
    [InlineData(1, long.MaxValue, 1)]
    [InlineData(1, 1, 0)]
    public void Limits_that_cannot_be_meant_are_refused(long bytes, long pixels, long fullScale) =>
        Assert.Equal(
            Fault.Usage,
            Assert
                .Throws<LimpidException>(() =>
                    Read(
                        Png(Small),
                        new()
                        {
                            FileBytes = bytes,
                            Pixels = pixels,
                            FullScalePixels = fullScale,
                        }
                    )
                )
                .Fault
        );

    [Fact]
    public void A_file_with_any_damage_is_read_or_refused_and_nothing_else()
    {
        var limits = new PictureLimits { Pixels = 250_000, FullScalePixels = 50_000 };
        byte[] jpeg = Encode(Small, SKEncodedImageFormat.Jpeg, 80);
        byte[][] files =
        [
            Png(Small),
            RawPng(2, 2, 16, 6, new byte[16], new byte[16]),
            jpeg,
            WithOrientation(jpeg, 6),
            CmykJpeg(),
            Bmp(200, 100),
            TwoFrameGif(10, 200),
            Encode(Small, SKEncodedImageFormat.Webp, 100),
            Encode(Small, SKEncodedImageFormat.Webp, 70),
        ];
        long before = Memory();
        int read = 0,
            refused = 0;
        Damaged(files)
            .Sample(
                file =>
                {
                    try
                    {
                        GrayImage image = Read(file, limits);
                        Assert.InRange(image.Pixels.Length, 1, limits.Pixels);
                        Interlocked.Increment(ref read);
                    }
                    catch (LimpidException refusal)
                    {
                        Assert.Equal(Fault.InvalidData, refusal.Fault);
                        Interlocked.Increment(ref refused);
                    }
                },
                iter: 30_000
            );
        Assert.InRange(Memory() - before, long.MinValue, 300L << 20);
        Assert.True(
            read > 3_000 && refused > 3_000,
            $"The damage is of one kind only: {read} were read, {refused} refused."
        );
    }

    /// <summary>One of the files with up to six bytes changed, and perhaps a part cut out or said twice.</summary>
    private static Gen<byte[]> Damaged(byte[][] files) =>
        from file in Gen.Int[0, files.Length - 1].Select(i => files[i])
        from changes in Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte).Array[0, 6]
        from cut in Gen.Int[0, file.Length]
        from again in Gen.OneOf(Gen.Const(cut), Gen.Const(cut), Gen.Int[0, file.Length])
        select Change([.. file[..cut], .. file[again..]], changes);

    private static byte[] Change(byte[] file, (int At, byte Value)[] changes)
    {
        foreach ((int at, byte value) in changes)
        {
            if (at < file.Length)
                file[at] = value;
        }
        return file;
    }

    private static string Refusal(byte[] file, PictureLimits? limits = null)
    {
        var refusal = Assert.Throws<LimpidException>(() => Read(file, limits));
        Assert.Equal(Fault.InvalidData, refusal.Fault);
        return refusal.Message;
    }

    private static long Memory()
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>A stream that never ends, and counts what it gave.</summary>
    private sealed class Endless : Stream
    {
        public long Given { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => Given;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
