using Limpid.Data;
using Limpid.Drawing;
using Limpid.Imaging;

namespace Limpid.Cli.Commands;

/// <summary>A picture that a network can look at, and where it came from.</summary>
/// <param name="File">The file, as it was given.</param>
/// <param name="Index">Its place in an IDX file.</param>
/// <param name="Pixels">0 is paper, 255 is ink.</param>
/// <param name="Columns">Of the picture.</param>
internal sealed record PictureInput(string File, int? Index, byte[] Pixels, int Columns)
{
    public const string StandardInput = "-";
    private const int MostStandardInput = 64 << 20; // bytes, as many as a picture file may have

    public string Name => Index is null ? File : $"{File} #{Index}";

    /// <summary>True where there is no ink.</summary>
    public bool IsBlank => !Pixels.AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>The pictures of a file.</summary>
    /// <param name="host">Has standard input.</param>
    /// <param name="file">A picture file, an IDX file, or <c>-</c>.</param>
    /// <param name="indices">Which pictures of an IDX file.</param>
    /// <param name="pixels">How many pixels the network looks at.</param>
    /// <exception cref="LimpidException">There is no such file, it is neither, or an index is outside.</exception>
    public static IEnumerable<PictureInput> Open(Host host, string file, int[] indices, int pixels)
    {
        using Stream stream = OpenStream(host, file);
        if (IsIdx(stream))
            return [.. FromIdx(file, IdxFormat.Read(stream), indices, pixels)];
        if (indices.Length > 0)
            throw LimpidException.Usage(
                "--index chooses pictures of an IDX file, but this is none. Leave --index out."
            );
        return [Normalized(file, null, PictureFile.Read(stream))];
    }

    public static Stream OpenStream(Host host, string file)
    {
        if (file == StandardInput)
            return Buffered(host.In());
        if (Directory.Exists(file))
            throw LimpidException.Usage(
                $"{file}: expected a picture, but this is a folder. Name the pictures in it: "
                    + $"{Path.Combine(file, "*.png")}"
            );
        try
        {
            return System.IO.File.OpenRead(file);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LimpidException(
                Fault.NotFound,
                $"{file}: there is no such file. Check its name and the folder you are in.",
                problem
            );
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new LimpidException(
                Fault.Unavailable,
                $"{file}: could not be read ({problem.Message.TrimEnd('.')}). Check its permissions.",
                problem
            );
        }
    }

    private static MemoryStream Buffered(Stream input)
    {
        var whole = new MemoryStream();
        var chunk = new byte[1 << 16];
        using (input)
        {
            for (int read; (read = input.Read(chunk)) > 0; whole.Write(chunk, 0, read))
                if (whole.Length + read > MostStandardInput)
                    throw LimpidException.InvalidData(
                        $"Expected at most {MostStandardInput:N0} bytes on standard input, but it goes on. "
                            + "Save it to a file and name that."
                    );
        }
        whole.Position = 0;
        return whole;
    }

    /// <summary>IDX opens with two zero bytes, its packing with gzip's magic number; no picture format opens with
    /// either.</summary>
    private static bool IsIdx(Stream stream)
    {
        Span<byte> start = stackalloc byte[2];
        int came = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return came == start.Length && start is [0, 0] or [0x1F, 0x8B];
    }

    private static IEnumerable<PictureInput> FromIdx(string file, IdxArray array, int[] indices, int pixels)
    {
        if (array.Dimensions.AsSpan() is not [var count, var rows, var columns])
            throw LimpidException.InvalidData(
                "expected IDX pictures in 3 dimensions (count x rows x columns), but this has "
                    + $"{string.Join(" x ", array.Dimensions)}. Labels are no pictures."
            );
        if (indices.Length == 0)
            throw LimpidException.Usage(
                $"an IDX file of {count:N0} pictures. Choose some with --index, from 0 to {count - 1}."
            );
        if (Array.Find(indices, i => i >= count) is > 0 and var outside)
            throw LimpidException.Usage($"--index {outside}: the file has {count:N0} pictures, 0 to {count - 1}.");
        foreach (int i in indices)
        {
            byte[] picture = array.Values.AsSpan(i * rows * columns, rows * columns).ToArray();
            yield return picture.Length == pixels
                ? new(file, i, picture, columns)
                : Normalized(file, i, new(columns, rows, picture));
        }
    }

    private static PictureInput Normalized(string file, int? index, GrayImage image)
    {
        NormalizedPicture normalized = PictureNormalizer.Normalize(image);
        return new(file, index, normalized.Pixels.ToArray(), PictureNormalizer.Side);
    }
}
