using System.Net.Http.Headers;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace DataMatching.Connectors.Transports.Inquiry;

/// <summary>
/// The line to one agency's service. Faults of line and service are tried again, ever later and with jitter, or when the agency says (Retry-After). When most tries fail the circuit
/// opens, for all datasets that are asked there: nothing more is sent for ten minutes.
/// </summary>
internal sealed class InquiryLine
{
    public const int LargestAnswer = 16 * 1024 * 1024;
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline _pipeline;

    public InquiryLine(TimeProvider clock)
    {
        _clock = clock;
        // No proxy of the machine's and no redirect: the numbers go to the address of the settings and nowhere else.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<TransientFaultException>(),
                MaxRetryAttempts = 4,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromMinutes(1),
                DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as TransientFaultException)?.After),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<TransientFaultException>(e => !e.Busy),
                FailureRatio = 0.8,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromMinutes(5),
                BreakDuration = TimeSpan.FromMinutes(10),
            })
            .Build();
    }

    /// <summary>Posts the question until it is answered.</summary>
    /// <param name="ask">One try; it gives the usable body or throws.</param>
    /// <exception cref="AnswerFaultException">There is no usable answer to this question.</exception>
    /// <exception cref="TransportException">Nobody is answered now.</exception>
    public T Ask<T>(Func<T> ask, CancellationToken cancel)
    {
        try
        {
            return _pipeline.Execute(_ => ask(), cancel);
        }
        catch (TransientFaultException e) when (e.Busy)
        {
            throw new TransportException($"the agency's service has too much to do ({e.Message}); nothing to do here: the next time goes on where it stopped");
        }
        catch (TransientFaultException e)
        {
            throw new AnswerFaultException($"after 5 tries: {e.Message}");
        }
        catch (BrokenCircuitException)
        {
            throw new TransportException("most questions to the agency's service failed, so it is not asked for ten minutes; see whether it is up, the next time goes on where it stopped");
        }
    }

    /// <summary>Sends one request and reads its whole answer.</summary>
    public byte[] Send(HttpRequestMessage request, TimeSpan patience, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            using var response = _http.Send(request, HttpCompletionOption.ResponseContentRead, either.Token);
            Check(response);
            using var stream = response.Content.ReadAsStream(either.Token);
            var body = new byte[stream.Length];
            stream.ReadExactly(body);
            return body;
        }
        catch (Exception e) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested && e is OperationCanceledException or HttpRequestException or IOException)
        {
            throw new TransientFaultException($"no whole answer within {patience.TotalSeconds:0} s");
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new AnswerFaultException("the answer is larger than 16 MB; ask for fewer people at once (batchSize), or ask the agency for pages");
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new TransportException("the agency's service could not be trusted (TLS); have its certificate, or that of its issuer, put into this machine's store");
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !cancel.IsCancellationRequested)
        {
            throw new TransientFaultException($"the connection failed or ended early ({(e as HttpRequestException)?.HttpRequestError ?? HttpRequestError.ResponseEnded})");
        }
    }

    private void Check(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        switch (status)
        {
            case 200: return;
            case 401: throw new NotLetInException();
            case 400 or 422: throw new AnswerFaultException($"the service refused the question (status {status})");
            case 408 or 429 or >= 500:
                var after = After(response.Headers.RetryAfter);
                if (after > LongestWait) throw new TransportException($"the agency asks to wait {after.Value.TotalMinutes:0} minutes (status {status}); the next time goes on where it stopped");
                throw new TransientFaultException($"status {status}", after, busy: status == 429 || (status == 503 && after is not null));
            default:
                throw new TransportException($"the agency's service answered with status {status}; expected 200. See url, sign and token of the source's settings, and ask the agency");
        }
    }

    private TimeSpan? After(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - _clock.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
