using System.Security.Cryptography;
using System.Text;

namespace Limpid.Datasets;

/// <summary>A folder of checked raw files. A crash leaves whole files or none; and each is hashed again whenever it is
/// used.</summary>
internal sealed record Cache(string Folder)
{
    /// <summary>The files that are not there, or not right.</summary>
    public IReadOnlyList<DataFile> Missing(FileSet files) =>
        [.. files.All.Where(file => !FileCheck.First(file, [Folder]).IsGood)];

    /// <summary>Where the bytes that an address has sent so far are collected.</summary>
    public string Part(DataFile file, Uri address) =>
        Path.Combine(
            Folder,
            $"{file.Name}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)))[..8]}.part"
        );

    /// <summary>Unpacks what was delivered, and keeps it if it is the file.</summary>
    /// <exception cref="LimpidException"><see cref="Fault.InvalidData"/>: it is something else;
    /// <see cref="Fault.Unavailable"/>: the disk refuses.</exception>
    public void Keep(DataFile file, Stream delivered)
    {
        string final = Path.Combine(Folder, file.Name),
            temporary = final + ".tmp";
        string? hash = Disk.Guard(temporary, () => Write(file, delivered, temporary));
        if (hash != file.Sha256)
        {
            File.Delete(temporary);
            throw LimpidException.InvalidData(
                $"it brought something else than {file.Name}: expected SHA-256 {file.Sha256} over "
                    + $"{file.Bytes} bytes, but got {hash ?? "other bytes"}."
            );
        }
        Disk.Guard(final, () =>
        {
            File.Move(temporary, final, overwrite: true);
            return true;
        });
        foreach (string part in Directory.EnumerateFiles(Folder, file.Name + ".*.part"))
            File.Delete(part);
    }

    private static string? Write(DataFile file, Stream delivered, string path)
    {
        using var copy = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        string? hash = FileCheck.HashOrNull(file, delivered, copy);
        copy.Flush(flushToDisk: true);
        return hash;
    }
}
