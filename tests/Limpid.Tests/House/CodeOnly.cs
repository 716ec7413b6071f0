using System.Text;

namespace Limpid.Tests.House;

/// <summary>Takes comments, strings and characters out of C#, and keeps every line break and the code in the holes of
/// interpolated strings.</summary>
internal sealed class CodeOnly
{
    private readonly string _text;
    private readonly StringBuilder _code = new();
    private int _at;

    private CodeOnly(string text) => _text = text;

    public static string Of(string text)
    {
        var scan = new CodeOnly(text);
        scan.Code(inHole: false);
        return scan._code.ToString();
    }

    private char Here => _at < _text.Length ? _text[_at] : '\0';

    private bool Starts(string start) => string.CompareOrdinal(_text, _at, start, 0, start.Length) == 0;

    /// <summary>Code up to the end, or up to the brace that closes a hole.</summary>
    private void Code(bool inHole)
    {
        for (int depth = 0; _at < _text.Length; )
        {
            if (inHole && depth == 0 && Here == '}')
                return;
            if (Starts("//"))
                DropWhile(() => Here != '\n');
            else if (Starts("/*"))
                DropThrough("*/");
            else if (Here == '\'')
                Character();
            else if (StringStart() is { } start)
                String(start.Dollars, start.Verbatim, start.Quotes);
            else
            {
                depth +=
                    Here == '{' ? 1
                    : Here == '}' ? -1
                    : 0;
                _code.Append(_text[_at++]);
            }
        }
    }

    private (int Dollars, bool Verbatim, int Quotes)? StringStart()
    {
        int at = _at,
            dollars = 0,
            quotes = 0;
        bool verbatim = false;
        for (; at < _text.Length && _text[at] is '$' or '@'; at++)
        {
            if (_text[at] == '$')
                dollars++;
            else
                verbatim = true;
        }
        while (at + quotes < _text.Length && _text[at + quotes] == '"')
            quotes++;
        if (quotes == 0)
            return null;
        if (quotes < 3 || verbatim)
            quotes = 1;
        _at = at + quotes;
        return (dollars, verbatim, quotes);
    }

    private void String(int dollars, bool verbatim, int quotes)
    {
        _code.Append(' ');
        string end = new('"', quotes),
            hole = new('{', Math.Max(1, dollars));
        while (_at < _text.Length)
        {
            if (quotes == 1 && !verbatim && Here == '\\')
                Drop(2);
            else if (verbatim && Starts("\"\""))
                Drop(2);
            else if (Starts(end))
            {
                Drop(quotes);
                break;
            }
            else if (dollars > 0 && quotes == 1 && (Starts("{{") || Starts("}}")))
                Drop(2);
            else if (dollars > 0 && Starts(hole))
                Hole(hole.Length);
            else
                Drop(1);
        }
        _code.Append(' ');
    }

    private void Hole(int braces)
    {
        Drop(braces);
        _code.Append(" (");
        Code(inHole: true);
        _code.Append(") ");
        Drop(braces);
    }

    private void Character()
    {
        Drop(1);
        while (_at < _text.Length && Here is not ('\'' or '\n'))
            Drop(Here == '\\' ? 2 : 1);
        Drop(1);
        _code.Append(' ');
    }

    private void DropThrough(string end)
    {
        DropWhile(() => !Starts(end));
        Drop(end.Length);
    }

    private void DropWhile(Func<bool> wanted)
    {
        while (_at < _text.Length && wanted())
            Drop(1);
    }

    /// <summary>Passes over characters; their line breaks stay.</summary>
    private void Drop(int count)
    {
        for (; count > 0 && _at < _text.Length; count--, _at++)
        {
            if (Here == '\n')
                _code.Append('\n');
        }
    }
}
