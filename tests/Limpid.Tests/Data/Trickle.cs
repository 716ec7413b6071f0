namespace Limpid.Tests.Data;

/// <summary>A stream as a slow network gives it: cannot seek, knows no length, and hands out a few bytes at a
/// time.</summary>
internal sealed class Trickle(byte[] bytes, int length) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(length, buffer.Length)]);

    public override int Read(byte[] buffer, int offset, int count) =>
        base.Read(buffer, offset, Math.Min(length, count));
}
