namespace Limpid.Runs;

/// <summary>
/// The models that come with Limpid, so that pictures can be read before anything was trained. Each was trained by the
/// preset of its name with seed 1:
/// <c>dotnet run build.cs models</c> makes them again, bit for bit.
/// </summary>
public static class PretrainedModels
{
    /// <summary>The model that reads best.</summary>
    public const string Cnn = "cnn";

    /// <summary>The video's network, 784-16-16-10.</summary>
    public const string Reference = "reference";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [Cnn, Reference];

    /// <summary>Whether a model's name or path is one of <see cref="Names"/>.</summary>
    public static bool Has(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <summary>Opens the file of one.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static Stream Open(string name) =>
        typeof(PretrainedModels).Assembly.GetManifestResourceStream($"{name}.safetensors")!;
}
