namespace DataMatching.Storage;

/// <summary>The database cannot do what was asked; the message says what was found, what was expected and what to do. It holds no personal data.</summary>
public class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The database is of an older version than the program: it can be looked at once a command that changes the site has brought it up to date.</summary>
public sealed class OlderDatabaseException(string message) : StoreException(message);
