namespace Limpid.Datasets;

/// <summary>The fields of a CSV stream, one after another, with the place where each stands. Only what tables of bytes
/// need: no quoted commas.</summary>
internal sealed class CsvFields(string name, Stream stream)
{
    private const int End = -1;
    private const int MostLetters = 20; // of a wrong field, in a message
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _filled,
        _at,
        _line = 1,
        _column;
    private byte? _before; // the separator that ended the last field

    /// <summary>True while the row has another field.</summary>
    public bool HasMore => _before == ',';

    /// <summary>Goes to the next row that is not blank; false at the end.</summary>
    public bool NextRow()
    {
        if (_before == '\n')
            _line++;
        _before = null;
        _column = 0;
        for (; Peek() is '\n' or '\r'; _at++)
            if (_buffer[_at] == '\n')
                _line++;
        return Peek() != End;
    }

    /// <summary>Skips a byte order mark, and a first row that begins with a letter.</summary>
    /// <returns>How many fields the header had; 0 without one.</returns>
    public int SkipHeader()
    {
        foreach (byte mark in "\uFEFF"u8)
            if (Peek() == mark)
                _at++;
        if (!NextRow() || Peek() is (>= '0' and <= '9') or ' ' or '-' or ',')
            return 0;
        string first = Text().Trim('"', ' ');
        _column = 1;
        if (!first.Equals("label", StringComparison.OrdinalIgnoreCase))
            throw Wrong("a header that begins with 'label', or a row that begins with a number", $"'{first}'");
        int fields = 1;
        for (int letter = Peek(); letter is not ('\n' or End); letter = Peek())
        {
            if (letter == ',')
                fields++;
            _at++;
        }
        return fields;
    }

    /// <summary>Reads one field: a whole number from 0 to 255, spaces around it allowed.</summary>
    public byte Number()
    {
        _column++;
        int value = 0,
            digits = 0;
        SkipSpaces();
        for (; Peek() is >= '0' and <= '9' && value <= byte.MaxValue; _at++, digits++)
            value = 10 * value + _buffer[_at] - '0';
        SkipSpaces();
        if (Peek() == '\r')
            _at++;
        if (digits == 0 || value > byte.MaxValue || Peek() is not (',' or '\n' or End))
            throw Wrong(
                "a whole number from 0 to 255",
                digits == 0 && Peek() is ',' or '\n' or End ? "nothing" : $"'{(digits > 0 ? $"{value}" : "")}{Text()}'"
            );
        _before = Peek() == End ? (byte)'\n' : _buffer[_at++];
        return (byte)value;
    }

    /// <summary>The exception for the current field.</summary>
    public LimpidException Wrong(string expected, string came) =>
        LimpidException.InvalidData(
            $"{name}, line {_line}, column {_column}: expected {expected}, but got {came}. Correct or remove the row."
        );

    private void SkipSpaces()
    {
        while (Peek() == ' ')
            _at++;
    }

    /// <summary>The rest of the field, for a message.</summary>
    private string Text()
    {
        var text = new System.Text.StringBuilder();
        for (; Peek() is not (',' or '\n' or '\r' or End) && text.Length < MostLetters; _at++)
            text.Append(_buffer[_at] is >= 0x20 and < 0x7F ? (char)_buffer[_at] : '?');
        return text.ToString();
    }

    private int Peek()
    {
        if (_at < _filled)
            return _buffer[_at];
        _filled = stream.Read(_buffer);
        _at = 0;
        return _filled == 0 ? End : _buffer[0];
    }
}
