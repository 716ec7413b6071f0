using Limpid.Kernels;

namespace Limpid.Files;

/// <summary>Reads a stream to its end, never holding much more than what has really come.</summary>
internal static class WholeStream
{
    /// <summary>The largest file that is read: 1 GiB.</summary>
    public const long Largest = 1L << 30;

    private const int FirstRoom = 1 << 14;

    /// <summary>All that is left of a stream.</summary>
    public static ReadOnlyMemory<byte> Read(Stream stream, string where)
    {
        long known = stream.CanSeek ? stream.Length - stream.Position : 0;
        if (known > Largest)
            throw TooLarge(where);
        byte[] buffer = GC.AllocateUninitializedArray<byte>(stream.CanSeek ? (int)known : FirstRoom);
        int length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                int next = stream.ReadByte();
                if (next < 0)
                    return buffer;
                if (length >= Largest)
                    throw TooLarge(where);
                Array.Resize(ref buffer, (int)Math.Min(Largest + 1, Math.Max(FirstRoom, 2L * length)));
                buffer[length++] = (byte)next;
            }
            int read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0)
                return buffer.AsMemory(0, length);
            length += read;
        }
    }

    /// <summary>The same, without a copy where the stream lies in memory, as a program's resources do: good for as long
    /// as the stream is.</summary>
    public static ReadOnlyMemory<byte> View(Stream stream, string where) =>
        stream is UnmanagedMemoryStream memory && memory.Length - memory.Position <= Largest
            ? new StreamView(memory).Memory
            : Read(stream, where);

    private static LimpidException TooLarge(string where) =>
        LimpidException.InvalidData($"{where}: larger than {Largest:N0} bytes, the most that is read.");
}
