namespace DataMatching.Storage;

/// <summary>The keys are missing, damaged, readable by others, or not those of this database; the message says which and what to do.</summary>
public sealed class KeyRingException(string message, Exception? inner = null) : Exception(message, inner);
