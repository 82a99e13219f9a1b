namespace DataMatching.Storage;

/// <summary>The database cannot do what was asked; the message says what was found, what was expected and what to do. It holds no personal data.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
