using System.IO.Compression;

namespace Limpid.Data;

/// <summary>Reads a stream alike whether it is gzip-packed or not: the two magic bytes 1F 8B (RFC 1952) decide, never a
/// file's name.</summary>
public static class GzipDetection
{
    /// <summary>The stream's raw bytes.</summary>
    /// <param name="stream">Packed or not, from its position on; need not seek. It stays open when the returned stream
    /// is closed.</param>
    /// <returns>A stream to read once. A damaged packing shows while reading, as
    /// <see cref="InvalidDataException"/>.</returns>
    public static Stream Open(Stream stream)
    {
        byte[] start = new byte[2];
        long? length = stream.CanSeek ? stream.Length - stream.Position : null;
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var whole = new Rejoined(start.AsMemory(0, read), stream, length);
        return start is [0x1F, 0x8B] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    /// <summary>How many raw bytes an opened stream had from its start, where that can be known before reading
    /// them.</summary>
    internal static long? KnownLength(Stream opened) => (opened as Rejoined)?.KnownLength;

    /// <summary>A stream whose first bytes were read already, with them in front again.</summary>
    private sealed class Rejoined(ReadOnlyMemory<byte> start, Stream rest, long? length) : Stream
    {
        private ReadOnlyMemory<byte> _start = start;

        public long? KnownLength => length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (_start.IsEmpty)
                return rest.Read(buffer);
            int count = Math.Min(buffer.Length, _start.Length);
            _start.Span[..count].CopyTo(buffer);
            _start = _start[count..];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
