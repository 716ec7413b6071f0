using System.Security.Cryptography;
using Limpid.Data;

namespace Limpid.Datasets;

/// <summary>What was found of one file.</summary>
/// <param name="File">The file and the hash that it should have.</param>
/// <param name="Path">Where it lies; null when it is missing.</param>
/// <param name="FoundSha256">The hash of its raw bytes; null when it is missing, damaged in its packing, or longer than
/// it should be.</param>
public sealed record FileCheck(DataFile File, string? Path, string? FoundSha256)
{
    /// <summary>True when the right bytes are there.</summary>
    public bool IsGood => FoundSha256 == File.Sha256;

    /// <summary>Checks the file in the first of the folders that has it.</summary>
    internal static FileCheck First(DataFile file, IEnumerable<string> folders)
    {
        string? path = folders.Select(file.Find).FirstOrDefault(found => found is not null);
        return path is null ? new(file, null, null) : Of(file, path);
    }

    /// <summary>Checks one path.</summary>
    internal static FileCheck Of(DataFile file, string path)
    {
        using Stream stream = Disk.Open(path);
        return new(file, path, HashOrNull(file, stream, Stream.Null));
    }

    /// <summary>Unpacks a stream, copies its raw bytes, and hashes them; null once it is known that they are not the
    /// file's.</summary>
    internal static string? HashOrNull(DataFile file, Stream delivered, Stream copy)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[128 * 1024];
        try
        {
            using Stream raw = GzipDetection.Open(delivered);
            for (long bytes = 0; ; )
            {
                int read = raw.Read(buffer);
                if (read == 0)
                    return Convert.ToHexStringLower(hash.GetHashAndReset());
                if ((bytes += read) > file.Bytes)
                    return null;
                hash.AppendData(buffer, 0, read);
                copy.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return null; // the answer to "is this the file?" is no; the caller says so
        }
    }
}
