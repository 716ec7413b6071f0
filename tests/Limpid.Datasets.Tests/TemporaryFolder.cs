namespace Limpid.Datasets.Tests;

/// <summary>An empty folder that goes away with its user.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("limpid-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public DataSearch Search(params string[] mirrors) =>
        new()
        {
            CacheFolder = this["cache"],
            Mirrors = [.. mirrors],
            NpmCommands = [],
        };

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>Progress that is told at once, on the thread that tells.</summary>
internal sealed class Told(Action<DataProgress> act) : IProgress<DataProgress>
{
    public void Report(DataProgress value) => act(value);
}
