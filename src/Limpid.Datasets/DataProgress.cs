namespace Limpid.Datasets;

/// <summary>How far the getting of one file is.</summary>
/// <param name="Source">Where from: an address, or <c>npm</c>; or what is waited for.</param>
/// <param name="File">The file on its way.</param>
/// <param name="Bytes">Bytes that came, those of an earlier try included.</param>
/// <param name="Total">Bytes to come in all, where that is known.</param>
public sealed record DataProgress(string Source, string File, long Bytes, long? Total);
