namespace Limpid.Runs.Tests;

/// <summary>A folder of a test's own, gone when the test is.</summary>
internal sealed class RunsTemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("limpid-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
