using System.Buffers;

namespace Limpid.Kernels;

/// <summary>The rest of a stream that lies in memory, as memory: good for as long as the stream is.</summary>
internal sealed unsafe class StreamView(UnmanagedMemoryStream stream) : MemoryManager<byte>
{
    private readonly byte* _first = stream.PositionPointer;
    private readonly int _length = checked((int)(stream.Length - stream.Position));

    public override Span<byte> GetSpan() => new(_first, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_first + elementIndex);

    public override void Unpin() { }

    protected override void Dispose(bool disposing) { }
}
