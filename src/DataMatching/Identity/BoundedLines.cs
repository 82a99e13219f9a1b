namespace DataMatching.Identity;

/// <summary>
/// Lines as <see cref="TextReader.ReadLine"/> breaks them (CR, LF or both), each up to a length: of a longer one nothing is kept, however long it is.
/// </summary>
internal sealed class BoundedLines(TextReader input, int longest)
{
    private readonly char[] _line = new char[longest];
    private int _length;
    private bool _afterReturn;

    /// <summary>The line without its end; empty when it is too long.</summary>
    public string Text => IsTooLong ? "" : new string(_line, 0, _length);

    public bool IsTooLong { get; private set; }

    /// <summary>Goes to the next line; false when there is none.</summary>
    public bool Next()
    {
        (_length, IsTooLong) = (0, false);
        while (input.Read() is >= 0 and var read)
        {
            var character = (char)read;
            // The line feed behind a carriage return ends the line before: waiting for it there would keep a terminal's last line back.
            var pair = _afterReturn && character == '\n';
            _afterReturn = character == '\r';
            if (pair) continue;
            if (character is '\r' or '\n') return true;
            if (_length == _line.Length) IsTooLong = true;
            else _line[_length++] = character;
        }

        return _length > 0;
    }
}
