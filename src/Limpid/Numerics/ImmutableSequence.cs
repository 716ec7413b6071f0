using System.Collections;
using System.Runtime.CompilerServices;

namespace Limpid.Numerics;

/// <summary>An immutable list that is equal by value, so that the records that hold it are too.</summary>
/// <typeparam name="T">The items.</typeparam>
[CollectionBuilder(typeof(ImmutableSequence), nameof(ImmutableSequence.Create))]
public sealed class ImmutableSequence<T> : IReadOnlyList<T>, IEquatable<ImmutableSequence<T>>
{
    private readonly T[] _items;

    internal ImmutableSequence(T[] items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>The items, without a copy.</summary>
    public ReadOnlySpan<T> AsSpan() => _items;

    /// <inheritdoc/>
    public bool Equals(ImmutableSequence<T>? other) =>
        other is not null && AsSpan().SequenceEqual(other.AsSpan(), EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ImmutableSequence<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (T item in _items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}

/// <summary>Makes sequences: <c>ImmutableSequence&lt;int&gt; s = [1, 2, 3];</c></summary>
public static class ImmutableSequence
{
    /// <summary>Copies items into a sequence.</summary>
    public static ImmutableSequence<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    /// <summary>Copies items into a sequence.</summary>
    public static ImmutableSequence<T> From<T>(IEnumerable<T> items) => new([.. items]);
}
