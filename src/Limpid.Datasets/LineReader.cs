namespace Limpid.Datasets;

/// <summary>The lines of a stream, as bytes, one after another; blank ones are passed over. A line has a largest
/// length, so that no file can claim all memory.</summary>
internal sealed class LineReader(string name, Stream stream, int longest = 64 << 20)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start,
        _length,
        _next,
        _filled;
    private bool _ended;

    /// <summary>The number of the current line, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The current line, without its end.</summary>
    public ReadOnlyMemory<byte> Current => _buffer.AsMemory(_start, _length);

    /// <summary>Goes to the next line that is not blank; false at the end.</summary>
    /// <exception cref="LimpidException">A line is longer than any may be.</exception>
    public bool Next()
    {
        do
        {
            if (!Advance())
                return false;
            if (Number == 1 && Current.Span.StartsWith("\uFEFF"u8))
                (_start, _length) = (_start + 3, _length - 3);
        } while (!Current.Span.ContainsAnyExcept(" \t\r"u8));
        return true;
    }

    private bool Advance()
    {
        _start = _next;
        for (int seen = 0; ; )
        {
            int end = _buffer.AsSpan(_start + seen, _filled - _start - seen).IndexOf((byte)'\n');
            if (end >= 0 || _ended)
            {
                _length = end >= 0 ? seen + end : _filled - _start;
                _next = Math.Min(_filled, _start + _length + 1);
                if (end < 0 && _length == 0)
                    return false;
                Number++;
                return true;
            }
            seen = _filled - _start;
            Fill();
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _filled - _start).CopyTo(_buffer);
        (_filled, _start) = (_filled - _start, 0);
        if (_filled >= longest)
            throw LimpidException.InvalidData(
                $"{name}, line {Number + 1}: expected lines of at most {longest} bytes, but it goes on. Is "
                    + "this a file of JSON lines?"
            );
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        int read = stream.Read(_buffer.AsSpan(_filled));
        _filled += read;
        _ended = read == 0;
    }
}
