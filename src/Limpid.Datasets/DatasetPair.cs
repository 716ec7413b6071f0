using Limpid.Data;

namespace Limpid.Datasets;

/// <summary>What a source gives.</summary>
/// <param name="Training">Pictures to learn from and to validate on.</param>
/// <param name="Test">Pictures never learnt from, with the same classes; null where the source has none and the caller
/// splits.</param>
public sealed record DatasetPair(Dataset Training, Dataset? Test);
