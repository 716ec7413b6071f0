using System.Text.Json;
using System.Text.Json.Nodes;

namespace Limpid.Files;

/// <summary>Reads the specs of <see cref="Notation"/> as JSON: <c>word[number](letter number)*('(' specs ')')*['{' json
/// '}']</c>.</summary>
/// <param name="text">The words.</param>
/// <param name="forms">How each kind is written.</param>
/// <param name="whole">What the text is, for messages: "architecture".</param>
/// <param name="one">What each word is: "a layer".</param>
/// <param name="many">What they are: "layers".</param>
internal sealed class NotationReader(
    string text,
    IReadOnlyDictionary<string, SpecForm> forms,
    string whole,
    string one,
    string many
)
{
    private const int DeepestNesting = 16;
    private int _at,
        _depth;

    public static NotationReader Of<T>(string text, string whole, string one, string many)
        where T : class => new(text, SpecForms<T>.All, whole, one, many);

    public JsonArray Read()
    {
        JsonArray specs = Specs();
        return _at == text.Length ? specs : throw Wrong(one, Rest());
    }

    private JsonArray Specs()
    {
        if (++_depth > DeepestNesting)
            throw LimpidException.Usage($"The {whole} nests {many} more than {DeepestNesting} deep.");
        var specs = new JsonArray();
        while (true)
        {
            while (_at < text.Length && text[_at] == ' ')
                _at++;
            if (_at == text.Length || text[_at] == ')')
                break;
            specs.Add((JsonNode)Spec());
        }
        _depth--;
        return specs;
    }

    private JsonObject Spec()
    {
        string rest = Rest();
        SpecForm form = Word();
        var json = new JsonObject { ["type"] = form.Word };
        if (Number() is { } first)
            json[form.First ?? throw Wrong($"{form.Word} without a number", rest)] = first;
        while (_at < text.Length && char.IsAsciiLetterLower(text[_at]))
        {
            char letter = text[_at++];
            if (!form.Letters.TryGetValue(letter, out string? name))
                throw Wrong(
                    form.Letters.Count == 0
                        ? $"{form.Word} without further letters"
                        : "one of the letters "
                            + $"{string.Join(", ", form.Letters.Select(l => $"{l.Key} ({l.Value})"))} of "
                            + $"{form.Word}",
                    rest
                );
            json[name] = Number() ?? throw Wrong($"a number after {letter} ({name})", rest);
        }
        for (int i = 0; _at < text.Length && text[_at] == '('; i++)
            json[
                i < form.Inner.Count
                    ? form.Inner[i]
                    : throw Wrong($"{form.Word} without {(i == 0 ? "" : "further ")}parentheses", rest)
            ] = Inside(rest);
        if (_at < text.Length && text[_at] == '{')
            Merge(json, rest);
        if (_at < text.Length && text[_at] is not (' ' or ')'))
            throw Wrong($"a space after {one}", rest);
        return json;
    }

    private SpecForm Word()
    {
        int start = _at;
        while (_at < text.Length && (char.IsAsciiLetterLower(text[_at]) || (text[_at] == '-' && _at > start)))
            _at++;
        string letters = text[start.._at];
        return forms.TryGetValue(letters, out SpecForm? form)
            ? form
            : throw Wrong(
                $"one of the {many} {string.Join(", ", forms.Keys.Order(StringComparer.Ordinal))}",
                text[start..]
            );
    }

    private JsonValue? Number()
    {
        int start = _at;
        while (
            _at < text.Length
            && (char.IsAsciiDigit(text[_at]) || text[_at] is '.' or 'E' || (text[_at] == '-' && text[_at - 1] == 'E'))
        )
            _at++;
        if (start == _at)
            return null;
        string digits = text[start.._at];
        if (int.TryParse(digits, out int whole))
            return JsonValue.Create(whole);
        return double.TryParse(digits, out double number) ? JsonValue.Create(number) : throw Wrong("a number", digits);
    }

    private JsonArray Inside(string rest)
    {
        _at++;
        JsonArray specs = Specs();
        if (_at == text.Length)
            throw Wrong("a closing parenthesis", rest);
        _at++;
        return specs;
    }

    private void Merge(JsonObject json, string rest)
    {
        int start = _at,
            depth = 0;
        do depth += text[_at++] switch
        {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        while (depth > 0 && _at < text.Length);
        try
        {
            JsonObject more = JsonNode.Parse(text[start.._at])!.AsObject();
            foreach ((string name, JsonNode? value) in more)
                json[name] = value?.DeepClone();
        }
        catch (JsonException exception)
        {
            throw Wrong($"JSON in braces ({exception.Message})", rest);
        }
    }

    private string Rest() => text[_at..].Trim();

    private LimpidException Wrong(string expected, string came) =>
        LimpidException.Usage(
            $"In the {whole}, expected {expected}, but found \"{(came.Length > 40 ? came[..40] + "…" : came)}\"."
        );
}
