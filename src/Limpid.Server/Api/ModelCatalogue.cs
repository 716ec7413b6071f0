using System.Collections.Concurrent;
using Limpid.Files;
using Limpid.Recognition;
using Limpid.Runs;

namespace Limpid.Server.Api;

/// <summary>The models that come with Limpid, each read once.</summary>
internal sealed class ModelCatalogue
{
    private readonly ConcurrentDictionary<string, Lazy<Recognizer>> _read = new(StringComparer.Ordinal);

    /// <summary>One of them.</summary>
    /// <param name="name">Its name; the reference network, if none is given.</param>
    /// <exception cref="LimpidException"><see cref="Fault.NotFound"/>: there is none of that name.</exception>
    public Recognizer Find(string? name)
    {
        name ??= PretrainedModels.Reference;
        if (!PretrainedModels.Has(name))
            throw new LimpidException(
                Fault.NotFound,
                $"There is no model {name} here, but {string.Join(" and ", PretrainedModels.Names)}."
            );
        return _read
            .GetOrAdd(name, static name => new(() =>
                {
                    using Stream file = PretrainedModels.Open(name);
                    return new(ModelFile.Read(file, name));
                }))
            .Value;
    }
}
